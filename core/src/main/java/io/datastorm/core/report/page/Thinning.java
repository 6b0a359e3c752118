package io.datastorm.core.report.page;

import io.datastorm.core.report.page.Chart.Lines;
import io.datastorm.core.report.page.Chart.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a chart of a long run small enough for a browser: of some seconds in a row, each line keeps its least and its
 * greatest figure, in the order in which they came.
 */
final class Thinning {
    private static final int MOST_POINTS = 1440;
    private static final int KEPT = 2;

    private final Lines lines;
    private final int group;

    private Thinning(Lines lines) {
        this.lines = lines;
        this.group = (KEPT * lines.seconds().size() + MOST_POINTS - 1) / MOST_POINTS;
    }

    static Lines of(Lines lines) {
        return lines.seconds().size() <= MOST_POINTS ? lines : new Thinning(lines).lines();
    }

    private Lines lines() {
        List<Double> seconds = new ArrayList<>();
        for (int from = 0; from < lines.seconds().size(); from += group) {
            int end = Math.min(from + group, lines.seconds().size());
            seconds.add(lines.seconds().get((from + end - 1) / KEPT));
            seconds.add(lines.seconds().get(end - 1));
        }
        return new Lines(
                lines.title(),
                lines.timeline(),
                seconds,
                lines.series().stream().map(this::series).toList(),
                lines.bands(),
                lines.limits(),
                lines.log());
    }

    private Series series(Series series) {
        List<Double> kept = new ArrayList<>();
        for (int from = 0; from < series.values().size(); from += group) {
            kept.addAll(extremes(series.values()
                    .subList(from, Math.min(from + group, series.values().size()))));
        }
        return new Series(series.name(), kept, series.reference());
    }

    private static List<Double> extremes(List<Double> values) {
        int least = -1;
        int greatest = -1;
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null) {
                least = least < 0 || value < values.get(least) ? i : least;
                greatest = greatest < 0 || value >= values.get(greatest) ? i : greatest;
            }
        }
        List<Double> both = new ArrayList<>();
        both.add(least < 0 ? null : values.get(Math.min(least, greatest)));
        both.add(least < 0 ? null : values.get(Math.max(least, greatest)));
        return both;
    }
}
