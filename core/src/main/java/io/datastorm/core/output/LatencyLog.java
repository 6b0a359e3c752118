package io.datastorm.core.output;

import io.datastorm.core.measure.Latencies;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** A HdrHistogram interval log: a histogram of each kind of latency a second. For one thread. */
final class LatencyLog implements AutoCloseable {
    private final PrintStream stream;
    private final HistogramLogWriter log;

    /** Creates the file; the run's start is in milliseconds since 1970. */
    LatencyLog(Path file, long startedAtMillis) throws IOException {
        this.stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        this.log = new HistogramLogWriter(stream);
        log.outputComment("[response time, service time and lag in nanoseconds, one histogram of each a second]");
        log.outputLogFormatVersion();
        log.outputStartTime(startedAtMillis);
        log.setBaseTime(startedAtMillis);
        log.outputLegend();
        stream.flush();
    }

    /** Appends what was recorded in the last seconds, 0 for what belongs to none. */
    void append(Latencies latencies, double seconds) {
        append("response", latencies.response(), seconds);
        append("service", latencies.service(), seconds);
        append("lag", latencies.lag(), seconds);
        stream.flush();
    }

    /** Marks the histogram itself: a copy a second would cost as much memory as all else that a second writes. */
    private void append(String tag, Histogram histogram, double seconds) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        long end = System.currentTimeMillis();
        histogram.setTag(tag);
        histogram.setEndTimeStamp(end);
        histogram.setStartTimeStamp(end - Math.round(seconds * 1000));
        log.outputIntervalHistogram(histogram);
    }

    @Override
    public void close() {
        stream.close();
    }
}
