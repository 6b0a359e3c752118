package io.datastorm.core.trend;

import java.util.Arrays;

/**
 * Decides when a warm-up is over: when the latest {@link #FIGURES} figures have no {@link Trend} of more than
 * {@link #MOST_RISE}. Noise around a level is steady, a ramp is not, and a step is not until it lies behind. Not
 * thread-safe.
 */
public final class SteadyState {
    /** So many figures are looked at. */
    public static final int FIGURES = 8;

    private static final double MOST_RISE = 0.05;
    /** A trend counts early: of figures in any order, every fourth series looks so. A longer warm-up costs little. */
    private static final double DEVIATIONS = 1.1;

    private final double[] latest = new double[FIGURES];
    private int count;

    /** Adds the next figure. */
    public void add(double figure) {
        System.arraycopy(latest, 1, latest, 0, FIGURES - 1);
        latest[FIGURES - 1] = figure;
        count++;
    }

    /** Where nothing flows for a while, it has not begun. */
    private boolean flowing() {
        return Arrays.stream(latest).allMatch(figure -> figure > 0);
    }

    /** Whether the latest figures are steady. */
    public boolean steady() {
        return count >= FIGURES && flowing() && !Trend.of(latest).exceeds(MOST_RISE, DEVIATIONS);
    }
}
