package io.datastorm.canary.figures;

import org.HdrHistogram.AbstractHistogram;

/** Percentiles, in milliseconds. */
public record Latencies(double p50Millis, double p90Millis, double p99Millis, double p999Millis, double maxMillis) {
    private static final double MICROS = 1e3;

    /** Of a histogram of microseconds; null if it is empty. */
    static Latencies of(AbstractHistogram micros) {
        return micros.getTotalCount() == 0
                ? null
                : new Latencies(at(micros, 50), at(micros, 90), at(micros, 99), at(micros, 99.9), at(micros, 100));
    }

    private static double at(AbstractHistogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS;
    }
}
