package io.datastorm.core.report.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chart of groups as an SVG file, for where no script runs: a row for each group, a dot for each run, a bar for the
 * median and a line for its interval. The axis is logarithmic where the groups are far apart. Thread-safe.
 */
final class SvgChart {
    private static final int WIDTH = 860;
    private static final int LEFT = 240;
    private static final int RIGHT = 110;
    private static final int TOP = 48;
    private static final int ROW = 34;

    private final Template template = Mustache.compiler().compile(PageResource.text("dots.svg.mustache"));

    /** The file's text. */
    String write(Chart.Dots chart) {
        DotScale scale = DotScale.of(chart);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < chart.levels().size(); i++) {
            rows.add(row(chart.levels().get(i), TOP + ROW * i + ROW / 2, scale));
        }
        int bottom = TOP + ROW * chart.levels().size();
        List<Map<String, Object>> ticks = scale.ticks().stream()
                .map(tick -> Map.<String, Object>of("x", number(x(scale, tick)), "text", DotRows.text(tick)))
                .toList();
        return template.execute(Map.of(
                "title", chart.title(),
                "width", WIDTH,
                "height", bottom + 36,
                "top", TOP,
                "bottom", bottom,
                "labelY", bottom + 20,
                "ticks", ticks,
                "rows", rows));
    }

    private static Map<String, Object> row(Chart.Level level, int y, DotScale scale) {
        List<String> points =
                level.points().stream().map(point -> number(x(scale, point))).toList();
        Map<String, Object> row = new HashMap<>(
                Map.of("name", level.name(), "y", y, "textY", y + 5, "nameX", LEFT - 12, "points", points));
        row.put("median", level.median() == null ? false : median(level, y, scale));
        return row;
    }

    private static Map<String, Object> median(Chart.Level level, int y, DotScale scale) {
        double low = level.low() == null ? level.median() : level.low();
        double high = level.high() == null ? level.median() : level.high();
        return Map.of(
                "x", number(x(scale, level.median())),
                "low", number(x(scale, low)),
                "high", number(x(scale, high)),
                "y1", y - 9,
                "y2", y + 9,
                "textX", WIDTH - RIGHT + 14,
                "text", DotRows.text(level.median()));
    }

    private static double x(DotScale scale, double value) {
        return LEFT + scale.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
