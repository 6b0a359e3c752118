package io.datastorm.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Figures as a line of bars; what is not known has none. Not thread-safe. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    /** No terminal is wider. */
    private static final int MOST = 1000;

    private final boolean log;
    private final List<Double> values = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param log whether a bar that is higher by as much is greater by as many times: else it begins with 0
     */
    Sparkline(boolean log) {
        this.log = log;
    }

    /** One more figure; null if it is not known. */
    void add(Double value) {
        values.add(value);
        if (values.size() > MOST) {
            values.remove(0);
        }
    }

    /** The last ones that fit into so many columns. */
    String last(int columns) {
        List<Double> shown = values.subList(Math.max(0, values.size() - columns), values.size());
        double most = shown.stream()
                .filter(Objects::nonNull)
                .mapToDouble(this::height)
                .max()
                .orElse(0);
        double least = log
                ? shown.stream()
                        .filter(Objects::nonNull)
                        .mapToDouble(this::height)
                        .min()
                        .orElse(0)
                : 0;
        StringBuilder line = new StringBuilder();
        for (Double value : shown) {
            line.append(value == null ? ' ' : bar((height(value) - least) / (most - least)));
        }
        return line.toString();
    }

    private double height(double value) {
        return log ? Math.log(Math.max(1e-6, value)) : value;
    }

    /** All are equal if the share is no number. */
    private static char bar(double share) {
        int level = Double.isFinite(share) ? (int) (share * BARS.length()) : 0;
        return BARS.charAt(Math.max(0, Math.min(BARS.length() - 1, level)));
    }
}
