package io.datastorm.core.measure.recorder;

import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunResult;
import java.util.Arrays;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

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
    static Double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() > 0 ? histogram.getValueAtPercentile(percentile) / 1e6 : null;
    }

    /** False if it is for one, true if it is for all, null otherwise. */
    static <T> Boolean all(Iterable<T> each, Function<T, Boolean> what) {
        Boolean all = true;
        for (T one : each) {
            Boolean answer = what.apply(one);
            if (Boolean.FALSE.equals(answer)) {
                return false;
            }
            all = answer == null ? null : all;
        }
        return all;
    }
}
