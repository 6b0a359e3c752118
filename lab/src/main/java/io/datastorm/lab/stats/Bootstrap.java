package io.datastorm.lab.stats;

import java.util.SplittableRandom;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Medians and ratios of medians with percentile bootstrap intervals (Efron, 1979): what would have come out, had the
 * same runs been drawn again. The same samples always give the same interval. Stateless, thread-safe.
 */
public final class Bootstrap {
    private static final int DRAWS = 4000;
    private static final long SEED = 20_261_123;
    private static final double[] ENDS = {0.025, 0.975};

    private Bootstrap() {}

    /** The median of at least one value. */
    public static Estimate median(double[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] medians = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            medians[draw] = Median.withDefaults().evaluate(drawn(values, random));
        }
        return estimate(middle(values), medians);
    }

    /** The median of one sample over that of another; both positive. */
    public static Estimate ratio(double[] values, double[] reference) {
        SplittableRandom random = new SplittableRandom(SEED);
        Median median = Median.withDefaults();
        double[] ratios = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            ratios[draw] = median.evaluate(drawn(values, random)) / median.evaluate(drawn(reference, random));
        }
        return estimate(middle(values) / middle(reference), ratios);
    }

    private static double[] drawn(double[] values, SplittableRandom random) {
        double[] drawn = new double[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
        }
        return drawn;
    }

    /** The median alone. Without a copy the library would sort the caller's values. */
    public static double middle(double[] values) {
        return Median.withDefaults().withCopy(true).evaluate(values);
    }

    private static Estimate estimate(double value, double[] drawn) {
        double[] ends = Quantile.withDefaults().evaluate(drawn, ENDS);
        return new Estimate(value, ends[0], ends[1]);
    }
}
