package io.datastorm.core.measure.histogram;

import io.datastorm.core.result.LatencyDistribution;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** From histograms to the figures of a result. */
public final class Summaries {
    private static final int TICKS_PER_HALVING = 5;

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

    /** The same of one second; null if it is empty. */
    public static LatencySecond second(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return null;
        }
        long[] counts = new long[LatencySecond.bucket(histogram.getMaxValue() / 1e6) + 1];
        for (HistogramIterationValue value : histogram.recordedValues()) {
            counts[LatencySecond.bucket(value.getValueIteratedTo() / 1e6)] += value.getCountAtValueIteratedTo();
        }
        int first = 0;
        while (counts[first] == 0) {
            first++;
        }
        return new LatencySecond(
                histogram.getMean() / 1e6,
                millis(histogram, 50),
                millis(histogram, 90),
                millis(histogram, 99),
                millis(histogram, 99.9),
                millis(histogram, 100),
                first,
                Arrays.stream(counts).skip(first).boxed().toList());
    }

    /** A percentile in milliseconds; null if the histogram is empty. */
    public static Double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() > 0 ? histogram.getValueAtPercentile(percentile) / 1e6 : null;
    }

    /** Percentiles for a plot: ever closer to 100 percent, as HdrHistogram's own plots have them. */
    public static List<LatencyDistribution.Percentile> percentiles(Histogram histogram) {
        List<LatencyDistribution.Percentile> percentiles = new ArrayList<>();
        if (histogram.getTotalCount() > 0) {
            for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALVING)) {
                percentiles.add(new LatencyDistribution.Percentile(
                        value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / 1e6));
            }
        }
        return percentiles;
    }
}
