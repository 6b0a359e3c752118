package io.datastorm.core.report.page;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A picture of figures. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Chart extends Page.Block permits Chart.Lines, Chart.Dots, Chart.Scatter {
    /** What it shows, with the unit. */
    String title();

    /**
     * NumberFormat over time.
     *
     * @param unit of the figures
     * @param seconds where the figures belong, rising
     * @param series figures; null where there is none
     * @param marks what happened
     * @param log whether the axis is logarithmic
     */
    record Lines(String title, String unit, List<Double> seconds, List<Series> series, List<Mark> marks, boolean log)
            implements Chart {}

    /**
     * NumberFormat of several runs in each of some groups.
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

    /** One line. */
    record Series(String name, List<Double> values) {}

    /** A moment that has a name. */
    record Mark(double second, String name) {}
}
