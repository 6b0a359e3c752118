package io.datastorm.core.output;

import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.report.CsvReporter;
import io.datastorm.core.report.HtmlReporter;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.Reporter;
import io.datastorm.core.result.RunResult;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The files of one run: {@code result.json}, {@code intervals.csv}, {@code latency.hlog}, {@code report.html}; with
 * events that are wrong on purpose also {@code ground-truth.jsonl}; with several streams also the second and the third
 * of each of them, in {@code streams/<name>}. Each second is appended and flushed, and {@code result.json} is replaced
 * as a whole, so that a killed run leaves what it measured up to a second ago. The report for people is written at the
 * end. Used by one thread at a time.
 */
public final class ResultFiles implements AutoCloseable {
    static final String INTERVALS = "intervals.csv";
    static final String LATENCIES = "latency.hlog";

    private static final String STREAMS = "streams";
    /** A long run's document is not rewritten with all its seconds each second. */
    private static final int FEW_INTERVALS = 600;

    private final Path directory;
    private final BufferedWriter csv;
    private final LatencyLog log;
    private final RunningMark mark;
    private final Map<String, StreamFiles> streams = new LinkedHashMap<>();
    /** Null unless events are wrong on purpose. */
    private final GroundTruthFile truth;

    private int intervals;

    /**
     * Creates the files in a new or empty directory.
     *
     * @param startedAtMillis the run's start, since 1970
     * @param names of the streams
     * @param truth is closed with the other files; empty unless events are wrong on purpose
     */
    public ResultFiles(Path directory, long startedAtMillis, List<String> names, Optional<GroundTruthFile> truth)
            throws IOException {
        this.truth = truth.orElse(null);
        this.directory = Files.createDirectories(directory);
        this.mark = RunningMark.of(directory);
        this.csv = Files.newBufferedWriter(directory.resolve(INTERVALS), StandardCharsets.UTF_8);
        this.csv.write(CsvReporter.HEADER + "\n");
        this.csv.flush();
        this.log = new LatencyLog(directory.resolve(LATENCIES), startedAtMillis);
        if (names.size() > 1) {
            for (String name : names) {
                streams.put(name, new StreamFiles(ofStream(directory, name), startedAtMillis));
            }
        }
    }

    /** Where the files of a stream are if there are several. */
    public static Path ofStream(Path directory, String name) {
        return directory.resolve(STREAMS).resolve(name);
    }

    /** Where the files are. */
    public Path directory() {
        return directory;
    }

    /** Appends a measured second and replaces the document by an incomplete one, which is made only if it is. */
    public void append(RecordedSecond second, Supplier<RunResult> soFar) throws IOException {
        intervals++;
        csv.write(CsvReporter.row(second.interval()) + "\n");
        csv.flush();
        log.append(second.latencies(), second.interval().seconds());
        if (!streams.isEmpty()) {
            for (RecordedSecond.OfStream part : second.streams()) {
                streams.get(part.name()).append(part.interval(), part.latencies());
            }
        }
        if (intervals <= FEW_INTERVALS || intervals % (intervals / FEW_INTERVALS + 1) == 0) {
            replace("result.json", new JsonReporter(), soFar.get());
        }
    }

    /** Appends which events of any second, measured or not, were wrong on purpose. */
    public void truth(RecordedSecond second) throws IOException {
        if (truth != null) {
            truth.append(second);
        }
    }

    /** Adds latencies that belong to the run but to no second: answers that came during the drain. */
    public void rest(RecordedSecond rest) {
        log.append(rest.latencies(), 0);
        if (!streams.isEmpty()) {
            rest.streams().forEach(part -> streams.get(part.name()).rest(part.latencies()));
        }
    }

    /** Puts a document in its place that is not the last: nothing is measured yet, or it is not verified yet. */
    public void measured(RunResult result) throws IOException {
        replace("result.json", new JsonReporter(), result);
    }

    /** Puts the final document and the report in their places. */
    public void finish(RunResult result) throws IOException {
        replace("result.json", new JsonReporter(), result);
        replace("report.html", new HtmlReporter(), result);
    }

    private void replace(String name, Reporter reporter, RunResult result) throws IOException {
        Path draft = directory.resolve(name + ".draft");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
            reporter.write(result, out);
        }
        Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        csv.close();
        log.close();
        for (StreamFiles files : streams.values()) {
            files.close();
        }
        if (truth != null) {
            truth.close();
        }
        mark.close();
    }
}
