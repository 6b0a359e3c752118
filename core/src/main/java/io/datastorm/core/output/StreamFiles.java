package io.datastorm.core.output;

import io.datastorm.core.measure.Latencies;
import io.datastorm.core.report.CsvReporter;
import io.datastorm.core.result.StreamInterval;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one stream of several: {@code intervals.csv} and {@code latency.hlog}. For one thread. */
final class StreamFiles implements AutoCloseable {
    private final BufferedWriter csv;
    private final LatencyLog log;

    StreamFiles(Path directory, long startedAtMillis) throws IOException {
        Files.createDirectories(directory);
        this.csv = Files.newBufferedWriter(directory.resolve(ResultFiles.INTERVALS), StandardCharsets.US_ASCII);
        csv.write(CsvReporter.STREAM_HEADER + "\n");
        csv.flush();
        this.log = new LatencyLog(directory.resolve(ResultFiles.LATENCIES), startedAtMillis);
    }

    /** Appends a second; if the interval is null the stream has ended before it. */
    void append(StreamInterval interval, Latencies latencies) throws IOException {
        if (interval == null) {
            rest(latencies);
            return;
        }
        csv.write(CsvReporter.row(interval) + "\n");
        csv.flush();
        log.append(latencies, interval.seconds());
    }

    /** Latencies that belong to no second. */
    void rest(Latencies latencies) {
        log.append(latencies, 0);
    }

    @Override
    public void close() throws IOException {
        csv.close();
        log.close();
    }
}
