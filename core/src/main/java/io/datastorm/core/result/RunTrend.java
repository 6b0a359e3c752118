package io.datastorm.core.result;

import io.datastorm.core.trend.Trend;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether throughput still rose or fell within the measured window. */
public final class RunTrend {
    private static final double MOST_RISE = 0.1;
    /** Of a hundred runs that are steady, one is called rising or falling. */
    private static final double DEVIATIONS = 2.58;

    private static final int FEWEST = 6;
    private static final double WHOLE = 0.9;
    private static final int MOST = 600;

    private RunTrend() {}

    /** The trend of the whole seconds' throughput; empty if they are too few. */
    public static Optional<Trend> of(List<? extends MeasuredSecond> intervals) {
        double[] figures = intervals.stream()
                .filter(interval -> interval.seconds() > WHOLE)
                .mapToDouble(MeasuredSecond::recordsPerSecond)
                .toArray();
        return figures.length < FEWEST ? Optional.empty() : Optional.of(Trend.of(thinned(figures)));
    }

    /** A trend costs the square of the figures: of a long run groups of seconds are as good. */
    private static double[] thinned(double[] figures) {
        int group = (figures.length + MOST - 1) / MOST;
        return IntStream.range(0, figures.length / group)
                .mapToDouble(index -> Arrays.stream(figures, index * group, (index + 1) * group)
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** Whether it is so strong that one figure for the whole window misleads. */
    public static boolean matters(Trend trend) {
        return trend.exceeds(MOST_RISE, DEVIATIONS);
    }
}
