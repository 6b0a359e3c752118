package io.datastorm.lab.stats;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Medians and ratios of medians with percentile bootstrap intervals (Efron, 1979): what would have come out, had the
 * same runs been drawn again. Fewer than {@link #LEAST} values have no interval: drawn from so few, 95 % would not be
 * 95 %. The same samples always give the same interval. Stateless, thread-safe.
 */
public final class Bootstrap {
    /** Fewer values have no interval. */
    public static final int LEAST = 5;

    private static final int DRAWS = 4000;
    private static final long SEED = 20_261_123;
    private static final double[] ENDS = {0.025, 0.975};

    private Bootstrap() {}

    /** The median of at least one value. */
    public static Estimate median(double[] values) {
        return estimate(middle(values), values.length, random -> drawnMiddle(values, random));
    }

    /** The median of one sample over that of another; both positive. */
    public static Estimate ratio(double[] values, double[] reference) {
        return estimate(
                middle(values) / middle(reference),
                Math.min(values.length, reference.length),
                random -> drawnMiddle(values, random) / drawnMiddle(reference, random));
    }

    private static double drawnMiddle(double[] values, SplittableRandom random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        return Median.withDefaults().evaluate(drawn);
    }

    /** The median alone. Without a copy the library would sort the caller's values. */
    public static double middle(double[] values) {
        return Median.withDefaults().withCopy(true).evaluate(values);
    }

    private static Estimate estimate(double value, int size, ToDoubleFunction<SplittableRandom> draw) {
        if (size < LEAST) {
            return Estimate.alone(value);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = draw.applyAsDouble(random);
        }
        double[] ends = Quantile.withDefaults().evaluate(drawn, ENDS);
        return new Estimate(value, ends[0], ends[1]);
    }
}
