package io.datastorm.core.report.page;

import io.datastorm.core.report.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** A chart of groups as rows whose places are percentages of their width: it fits a phone as well as a page. */
final class DotRows {
    private static final double SMALL = 10;
    /** Points of a row lie at different heights, so that they do not cover each other. */
    private static final int HEIGHTS = 5;

    private DotRows() {}

    /** What the template needs. */
    static Map<String, Object> of(Chart.Dots chart) {
        DotScale scale = DotScale.of(chart);
        List<Map<String, Object>> ticks = scale.ticks().stream()
                .map(tick -> Map.<String, Object>of("x", percent(scale, tick), "text", text(tick)))
                .toList();
        return Map.of(
                "title",
                chart.title(),
                "ticks",
                ticks,
                "rows",
                chart.levels().stream().map(level -> row(level, scale)).toList());
    }

    private static Map<String, Object> row(Chart.Level level, DotScale scale) {
        List<Map<String, Object>> points = IntStream.range(0, level.points().size())
                .mapToObj(i -> Map.<String, Object>of(
                        "x", percent(scale, level.points().get(i)), "y", 26 + 12 * (i % HEIGHTS)))
                .toList();
        Map<String, Object> row = new HashMap<>(Map.of("name", level.name(), "points", points));
        row.put("median", level.median() == null ? false : median(level, scale));
        return row;
    }

    private static Map<String, Object> median(Chart.Level level, DotScale scale) {
        double low = level.low() == null ? level.median() : level.low();
        double high = level.high() == null ? level.median() : level.high();
        return Map.of(
                "x", percent(scale, level.median()),
                "low", percent(scale, low),
                "high", percent(scale, high),
                "text", text(level.median()));
    }

    static String text(double value) {
        return value > 0 && value < SMALL ? String.format(Locale.ROOT, "%.2f", value) : NumberFormat.count(value);
    }

    private static String percent(DotScale scale, double value) {
        return String.format(Locale.ROOT, "%.2f", 100 * scale.share(value));
    }
}
