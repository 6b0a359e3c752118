package io.datastorm.core.report.page;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/** Where a figure of a chart of groups lies: logarithmic where the groups are far apart. */
record DotScale(double low, double high, boolean log) {
    private static final double FAR_APART = 30;

    static DotScale of(Chart.Dots chart) {
        DoubleSummaryStatistics range = chart.levels().stream()
                .flatMapToDouble(level -> DoubleStream.concat(
                        level.points().stream().mapToDouble(Double::doubleValue),
                        level.high() == null ? DoubleStream.empty() : DoubleStream.of(level.high())))
                .summaryStatistics();
        boolean log = range.getMin() > 0 && range.getMax() / range.getMin() > FAR_APART;
        return log
                ? new DotScale(
                        Math.pow(10, Math.floor(Math.log10(range.getMin()))),
                        Math.pow(10, Math.ceil(Math.log10(range.getMax()))),
                        true)
                : new DotScale(0, range.getMax() > 0 ? range.getMax() * 1.05 : 1, false);
    }

    /** From 0, the left end, to 1. */
    double share(double value) {
        return log ? Math.log10(Math.max(low, value) / low) / Math.log10(high / low) : (value - low) / (high - low);
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
