package io.datastorm.core.pace;

import java.util.List;

/**
 * The maths of stages. Within a stage the rate is {@code r(t) = a + (b - a) t / d}. The records due are its integral,
 * {@code a t + (b - a) t^2 / 2d}. The time of a position is the root of that, in the form that does not subtract nearly
 * equal numbers.
 */
final class Ramp {
    private Ramp() {}

    static double nanosAt(List<Stage> stages, double position) {
        double before = 0;
        double seconds = 0;
        double from = 0;
        for (Stage stage : stages) {
            double length = seconds(stage);
            double to = stage.rate().recordsPerSecond();
            double records = (from + to) / 2 * length;
            if (position < before + records) {
                return (seconds + root(position - before, from, (to - from) / length)) * 1e9;
            }
            before += records;
            seconds += length;
            from = to;
        }
        return Double.POSITIVE_INFINITY;
    }

    static double total(List<Stage> stages) {
        double total = 0;
        double from = 0;
        for (Stage stage : stages) {
            total += (from + stage.rate().recordsPerSecond()) / 2 * seconds(stage);
            from = stage.rate().recordsPerSecond();
        }
        return total;
    }

    /** Records per second at a time; the last stage's rate after the end. */
    static double rateAt(List<Stage> stages, double time) {
        double before = 0;
        double from = 0;
        for (Stage stage : stages) {
            double length = seconds(stage);
            double to = stage.rate().recordsPerSecond();
            if (time < before + length) {
                return from + (to - from) * (time - before) / length;
            }
            before += length;
            from = to;
        }
        return from;
    }

    /** The t at which start·t + slope·t²/2 reaches the number of records. */
    private static double root(double records, double start, double slope) {
        if (records <= 0) {
            return 0;
        }
        double discriminant = Math.max(0, start * start + 2 * slope * records);
        return 2 * records / (start + Math.sqrt(discriminant));
    }

    private static double seconds(Stage stage) {
        return stage.duration().toNanos() / 1e9;
    }
}
