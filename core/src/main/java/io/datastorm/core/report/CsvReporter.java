package io.datastorm.core.report;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.MeasuredSecond;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.StreamInterval;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** One row a measured second, as RFC 4180 has it. A missing value is an empty cell. */
public final class CsvReporter implements Reporter {
    /** The column names of one stream's seconds. */
    public static final String STREAM_HEADER =
            "second,seconds,acknowledged,recordsPerSecond,payloadBytesPerSecond,p50Millis,p99Millis,"
                    + "maxMillis,lagP99Millis,failed";

    /** The column names. */
    public static final String HEADER = STREAM_HEADER + ",generatorCpu,brokerCpu,gcPauseMillis,heapBytes,faults";

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
        for (Interval interval : result.intervals()) {
            out.write((row(interval) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The row of an interval. {@code brokerCpu} is the sum over the brokers. */
    public static String row(Interval interval) {
        double brokers =
                interval.brokerCpu().stream().mapToDouble(Double::doubleValue).sum();
        return row(
                row((MeasuredSecond) interval),
                number(interval.generatorCpu()),
                interval.brokerCpu().isEmpty() ? "" : number(brokers),
                number(interval.gcPauseMillis()),
                whole(interval.heapBytes()),
                text(String.join("; ", interval.faults())));
    }

    /** The row of a stream's second. */
    public static String row(StreamInterval interval) {
        return row((MeasuredSecond) interval);
    }

    private static String row(MeasuredSecond second) {
        return row(
                second.second(),
                number(second.seconds()),
                second.acknowledged(),
                number(second.recordsPerSecond()),
                number(second.payloadBytesPerSecond()),
                number(second.p50Millis()),
                number(second.p99Millis()),
                number(second.maxMillis()),
                number(second.lagP99Millis()),
                whole(second.failed()));
    }

    private static String row(Object... cells) {
        return Arrays.stream(cells).map(Objects::toString).collect(Collectors.joining(","));
    }

    /** Somebody may have written it. */
    private static String text(String words) {
        return words.matches("[^,\"\\r\\n]*") ? words : '"' + words.replace("\"", "\"\"") + '"';
    }

    private static String whole(Long value) {
        return value == null ? "" : value.toString();
    }

    private static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }
}
