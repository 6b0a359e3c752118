package io.datastorm.lab.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * How many repeats an experiment needs, found by trying: simulated runs with the machine's own spread. Stateless,
 * thread-safe.
 */
public final class Repeats {
    /** No experiment is repeated more often. */
    public static final int MOST = 40;

    private static final int LEAST = 4;
    private static final int TRIALS = 400;
    private static final double POWER = 0.8;
    private static final long SEED = 1_979;

    private Repeats() {}

    /**
     * The fewest repeats at which a difference is found in four of five experiments; {@link #MOST} if even that many do
     * not suffice.
     *
     * @param spread standard deviation of equal runs, as a share of their mean
     * @param difference that shall be found, as a share
     * @param comparisons that are made together
     */
    public static int needed(double spread, double difference, int comparisons) {
        for (int repeats = LEAST; repeats < MOST; repeats++) {
            if (power(spread, difference, comparisons, repeats) >= POWER) {
                return repeats;
            }
        }
        return MOST;
    }

    /**
     * The fewest repeats at which any difference at all can be told from chance: the Mann–Whitney test cannot give less
     * than one in the number of ways to deal the runs out, both sides, and that is corrected for the number of
     * comparisons.
     */
    public static int least(int comparisons) {
        double ways = 1;
        int repeats = 0;
        do {
            repeats++;
            ways = ways * 2 * (2 * repeats - 1) / repeats;
        } while (2 / ways * Math.max(1, comparisons) >= Comparison.ALPHA);
        return repeats;
    }

    /** The share of simulated experiments in which the difference is found, the strictest correction assumed. */
    static double power(double spread, double difference, int comparisons, int repeats) {
        SplittableRandom random = new SplittableRandom(SEED);
        int found = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] plain = sample(random, 1, spread, repeats);
            double[] other = sample(random, 1 + difference, spread, repeats);
            double p = MannWhitneyUTest.withDefaults().test(plain, other).getPValue();
            found += p * Math.max(1, comparisons) < Comparison.ALPHA ? 1 : 0;
        }
        return found / (double) TRIALS;
    }

    private static double[] sample(SplittableRandom random, double mean, double spread, int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> mean * (1 + spread * random.nextGaussian()));
        return values;
    }

    /**
     * The spread of a sample as a share of its median, from its median absolute deviation: one run that went astray
     * does not count much.
     */
    public static double spread(double[] values) {
        double median = Bootstrap.median(values).value();
        double[] deviations =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double toStandardDeviation = 1.4826;
        return toStandardDeviation * Bootstrap.median(deviations).value() / median;
    }
}
