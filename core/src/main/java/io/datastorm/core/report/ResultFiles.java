package io.datastorm.core.report;

import io.datastorm.core.measure.Latencies;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The files of one run: {@code result.json}, {@code intervals.csv}, {@code latency.hlog}, {@code report.html}. Each
 * second is appended and flushed, and {@code result.json} is replaced as a whole, so that a killed run leaves what it
 * measured up to a second ago. The report for people is written at the end. Used by one thread at a time.
 */
public final class ResultFiles implements AutoCloseable {
    /** A long run's document is not rewritten with all its seconds each second. */
    private static final int FEW_INTERVALS = 600;

    private final Path directory;
    private final BufferedWriter csv;
    private final PrintStream logStream;
    private final HistogramLogWriter log;
    private int intervals;

    /**
     * Creates the files in a new or empty directory.
     *
     * @param startedAtMillis the run's start, since 1970
     */
    public ResultFiles(Path directory, long startedAtMillis) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.csv = Files.newBufferedWriter(directory.resolve("intervals.csv"), StandardCharsets.US_ASCII);
        this.csv.write(CsvReporter.HEADER + "\n");
        this.csv.flush();
        this.logStream = new PrintStream(
                Files.newOutputStream(directory.resolve("latency.hlog")), false, StandardCharsets.UTF_8);
        this.log = new HistogramLogWriter(logStream);
        this.log.outputComment("[response time, service time and lag in nanoseconds, one histogram of each a second]");
        this.log.outputLogFormatVersion();
        this.log.outputStartTime(startedAtMillis);
        this.log.setBaseTime(startedAtMillis);
        this.log.outputLegend();
        this.logStream.flush();
    }

    /** Where the files are. */
    public Path directory() {
        return directory;
    }

    /** Appends a second and replaces the document by an incomplete one. */
    public void append(Interval interval, Latencies latencies, RunResult soFar) throws IOException {
        intervals++;
        csv.write(CsvReporter.row(interval) + "\n");
        csv.flush();
        histogram("response", latencies.response(), interval.seconds());
        histogram("service", latencies.service(), interval.seconds());
        histogram("lag", latencies.lag(), interval.seconds());
        logStream.flush();
        if (intervals <= FEW_INTERVALS || intervals % (intervals / FEW_INTERVALS + 1) == 0) {
            replace("result.json", new JsonReporter(), soFar);
        }
    }

    /** Adds latencies that belong to the run but to no interval: answers that came during the drain. */
    public void rest(Latencies latencies) {
        histogram("response", latencies.response(), 0);
        histogram("service", latencies.service(), 0);
        histogram("lag", latencies.lag(), 0);
        logStream.flush();
    }

    /** Puts the document of a run in its place that is measured but not verified yet. */
    public void measured(RunResult result) throws IOException {
        replace("result.json", new JsonReporter(), result);
    }

    /** Puts the final document and the report in their places. */
    public void finish(RunResult result) throws IOException {
        replace("result.json", new JsonReporter(), result);
        replace("report.html", new HtmlReporter(), result);
    }

    /** Marks the histogram itself: a copy a second would cost as much memory as all else that a second writes. */
    private void histogram(String tag, Histogram histogram, double seconds) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        long end = System.currentTimeMillis();
        histogram.setTag(tag);
        histogram.setEndTimeStamp(end);
        histogram.setStartTimeStamp(end - Math.round(seconds * 1000));
        log.outputIntervalHistogram(histogram);
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
        logStream.close();
    }
}
