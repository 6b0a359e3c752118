package io.datastorm.core.report.page;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A picture of figures. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Chart extends Page.Block permits Chart.Lines {
    /** What it shows, with the unit. */
    String title();

    /**
     * Figures over time.
     *
     * @param unit of the figures
     * @param seconds where the figures belong, rising
     * @param series figures; null where there is none
     * @param marks what happened
     * @param log whether the axis is logarithmic
     */
    record Lines(String title, String unit, List<Double> seconds, List<Series> series, List<Mark> marks, boolean log)
            implements Chart {}

    /** One line. */
    record Series(String name, List<Double> values) {}

    /** A moment that has a name. */
    record Mark(double second, String name) {}
}
