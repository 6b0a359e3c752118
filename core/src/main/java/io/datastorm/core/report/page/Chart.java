package io.datastorm.core.report.page;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.datastorm.core.result.LatencyDistribution;
import java.util.List;

/** A picture of figures. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Chart extends Page.Block
        permits Chart.Lines, Chart.HeatMap, Chart.Percentiles, Chart.Dots, Chart.Scatter {
    /** What it shows, with the unit. */
    String title();

    /**
     * Figures over time.
     *
     * @param timeline whose seconds they are: charts of the same one share their zoom
     * @param seconds where the figures belong, rising: a figure holds from the second before
     * @param series figures; null where there is none
     * @param bands what happened
     * @param limits what the figures must not pass
     * @param log whether the axis is logarithmic
     */
    record Lines(
            String title,
            String timeline,
            List<Double> seconds,
            List<Series> series,
            List<Band> bands,
            List<Limit> limits,
            boolean log)
            implements Chart {}

    /**
     * How many records took how long, over time.
     *
     * @param firstBucketMillis where the first bucket ends
     * @param bucketsPerDoubling how many buckets end before a time is twice as long
     */
    record HeatMap(
            String title,
            LatencyDistribution.OverTime overTime,
            List<Band> bands,
            double firstBucketMillis,
            int bucketsPerDoubling)
            implements Chart {}

    /** Latencies by percentile, on an axis that shows the slowest ones best. */
    record Percentiles(String title, List<Curve> curves) implements Chart {}

    /** One latency. */
    record Curve(String name, List<Point> points) {
        private static final double ALL = 100;

        /** With all its percentiles but the last one, which has no place on the axis. */
        public static Curve of(String name, List<LatencyDistribution.Percentile> percentiles) {
            return new Curve(
                    name,
                    percentiles.stream()
                            .filter(each -> each.percentile() < ALL && each.millis() > 0)
                            .map(each -> new Point(Math.log10(ALL / (ALL - each.percentile())), each.millis()))
                            .toList());
        }
    }

    /**
     * A percentile.
     *
     * @param nines 1 for 90 %, 2 for 99 %, 3 for 99.9 %
     */
    record Point(double nines, double millis) {}

    /**
     * Figures of several runs in each of some groups.
     *
     * @param unit of the figures
     */
    record Dots(String title, String unit, List<Level> levels) implements Chart {}

    /**
     * One group.
     *
     * @param points a figure for each run
     * @param median null if there is none
     * @param low where the median's interval begins; null if there is none
     * @param high where it ends; null if there is none
     */
    record Level(String name, List<Double> points, Double median, Double low, Double high) {}

    /**
     * Two figures of each run against each other.
     *
     * @param across what the horizontal axis shows
     * @param unit of the vertical figures
     */
    record Scatter(String title, String across, String unit, List<Cloud> clouds) implements Chart {}

    /**
     * The runs of one group.
     *
     * @param xs the horizontal figure of each
     * @param ys the vertical figure of each
     */
    record Cloud(String name, List<Double> xs, List<Double> ys) {}

    /**
     * One line.
     *
     * @param reference whether it is there to compare the others with
     */
    record Series(String name, List<Double> values, boolean reference) {
        /** A line that was measured. */
        public Series(String name, List<Double> values) {
            this(name, values, false);
        }
    }

    /** A time that has a name; it may be a moment. */
    record Band(double from, double until, String name) {}

    /** A figure that has a name. */
    record Limit(double value, String name) {}
}
