package io.datastorm.core.report.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.datastorm.core.report.text.NumberFormat;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

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
    private static final double FAR_APART = 30;
    private static final double SMALL = 10;

    private final Template template = Mustache.compiler().compile(PageResource.text("dots.svg.mustache"));

    /** Where a value lies. */
    private record Scale(double low, double high, boolean log) {
        static Scale of(Chart.Dots chart) {
            DoubleSummaryStatistics range = chart.levels().stream()
                    .flatMapToDouble(level -> DoubleStream.concat(
                            level.points().stream().mapToDouble(Double::doubleValue),
                            level.high() == null ? DoubleStream.empty() : DoubleStream.of(level.high())))
                    .summaryStatistics();
            boolean log = range.getMin() > 0 && range.getMax() / range.getMin() > FAR_APART;
            return log
                    ? new Scale(
                            Math.pow(10, Math.floor(Math.log10(range.getMin()))),
                            Math.pow(10, Math.ceil(Math.log10(range.getMax()))),
                            true)
                    : new Scale(0, range.getMax() > 0 ? range.getMax() * 1.05 : 1, false);
        }

        double x(double value) {
            double share = log
                    ? Math.log10(Math.max(low, value) / low) / Math.log10(high / low)
                    : (value - low) / (high - low);
            return LEFT + share * (WIDTH - LEFT - RIGHT);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            if (log) {
                for (double tick = low; tick <= high * 1.001; tick *= 10) {
                    ticks.add(tick);
                }
                return ticks;
            }
            double magnitude = Math.pow(10, Math.floor(Math.log10(high / 2)));
            double step = high / magnitude > 10 ? 5 * magnitude : high / magnitude > 4 ? 2 * magnitude : magnitude;
            for (double tick = 0; tick <= high; tick += step) {
                ticks.add(tick);
            }
            return ticks;
        }
    }

    /** The file's text. */
    String write(Chart.Dots chart) {
        Scale scale = Scale.of(chart);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < chart.levels().size(); i++) {
            rows.add(row(chart.levels().get(i), TOP + ROW * i + ROW / 2, scale));
        }
        int bottom = TOP + ROW * chart.levels().size();
        List<Map<String, Object>> ticks = scale.ticks().stream()
                .map(tick -> Map.<String, Object>of("x", number(scale.x(tick)), "text", text(tick)))
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

    private static Map<String, Object> row(Chart.Level level, int y, Scale scale) {
        List<String> points =
                level.points().stream().map(point -> number(scale.x(point))).toList();
        Map<String, Object> row = new HashMap<>(
                Map.of("name", level.name(), "y", y, "textY", y + 5, "nameX", LEFT - 12, "points", points));
        row.put("median", level.median() == null ? false : median(level, y, scale));
        return row;
    }

    private static Map<String, Object> median(Chart.Level level, int y, Scale scale) {
        double low = level.low() == null ? level.median() : level.low();
        double high = level.high() == null ? level.median() : level.high();
        return Map.of(
                "x", number(scale.x(level.median())),
                "low", number(scale.x(low)),
                "high", number(scale.x(high)),
                "y1", y - 9,
                "y2", y + 9,
                "textX", WIDTH - RIGHT + 14,
                "text", text(level.median()));
    }

    private static String text(double value) {
        return value < SMALL ? String.format(Locale.ROOT, "%.2f", value) : NumberFormat.count(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
