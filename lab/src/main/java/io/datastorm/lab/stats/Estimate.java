package io.datastorm.lab.stats;

import java.util.OptionalDouble;

/**
 * A figure with the range in which it lies with a confidence of 95 %.
 *
 * @param value the best guess
 * @param low the interval's lower end; NaN if there are too few values for an interval
 * @param high its upper end; NaN likewise
 */
public record Estimate(double value, double low, double high) {
    /** A figure without an interval. */
    static Estimate alone(double value) {
        return new Estimate(value, Double.NaN, Double.NaN);
    }

    /** Whether there is an interval, and both of its ends mean something. */
    public boolean bounded() {
        return Double.isFinite(low) && Double.isFinite(high) && low > 0;
    }

    /** For a ratio: how far it may be from 1 at most, as a share; empty without an interval. */
    public OptionalDouble farthest() {
        return bounded() ? OptionalDouble.of(Math.max(high, 1 / low) - 1) : OptionalDouble.empty();
    }
}
