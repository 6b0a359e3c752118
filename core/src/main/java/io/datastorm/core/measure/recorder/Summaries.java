package io.datastorm.core.measure.recorder;

import io.datastorm.core.result.RunResult;
import org.HdrHistogram.Histogram;

/** From histograms to the figures of a result. */
public final class Summaries {
    private Summaries() {}

    /** The figures of a histogram of nanoseconds; null if it is empty. */
    public static RunResult.Summary of(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return null;
        }
        return new RunResult.Summary(
                histogram.getTotalCount(),
                histogram.getMean() / 1e6,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(90) / 1e6,
                histogram.getValueAtPercentile(95) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getValueAtPercentile(99.9) / 1e6,
                histogram.getValueAtPercentile(99.99) / 1e6,
                histogram.getMaxValue() / 1e6);
    }

    /** A percentile in milliseconds; null if the histogram is empty. */
    static Double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() > 0 ? histogram.getValueAtPercentile(percentile) / 1e6 : null;
    }
}
