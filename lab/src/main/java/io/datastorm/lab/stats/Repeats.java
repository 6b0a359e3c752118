package io.datastorm.lab.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How many repeats an experiment needs, found by trying: simulated experiments with the machine's own spread, judged as
 * real ones are. Stateless, thread-safe.
 */
public final class Repeats {
    /** Nobody is told to repeat an experiment more often. */
    public static final int MOST = 400;

    private static final int TRIALS = 400;
    private static final double POWER = 0.8;
    private static final long SEED = 1_979;

    private Repeats() {}

    /**
     * About the fewest repeats at which a difference is found in four of five experiments; {@link #MOST} if even that
     * many do not suffice. The spread is taken a little larger than it was seen: few runs tell it badly, and who plans
     * with what was seen is short of runs every second time (Browne, Statistics in Medicine, 1995).
     *
     * @param spread of equal runs
     * @param difference that shall be found, as a share
     * @param comparisons that are made together
     */
    public static int needed(Spread spread, double difference, int comparisons) {
        double wider = Math.sqrt(
                spread.freedom() / ChiSquaredDistribution.of(spread.freedom()).inverseCumulativeProbability(1 - POWER));
        int low = least(comparisons);
        int high = MOST;
        while (low < high) {
            int middle = (low + high) / 2;
            if (power(spread, wider, difference, comparisons, middle) >= POWER) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The share of simulated experiments in which the difference is found, the strictest correction assumed. */
    private static double power(Spread spread, double wider, double difference, int comparisons, int repeats) {
        SplittableRandom random = new SplittableRandom(SEED);
        double noise = wider * Math.log1p(spread.noise(repeats));
        double[] differences = new double[repeats];
        int found = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Arrays.setAll(differences, i -> Math.log1p(difference) + wider * spread.difference(random));
            double p = SignedRank.p(differences) * Math.max(1, comparisons);
            found += p < Comparison.ALPHA && SignedRank.centerAbove(differences, noise) ? 1 : 0;
        }
        return found / (double) TRIALS;
    }

    /**
     * The fewest repeats at which any difference at all can be told from chance: of all permutations within blocks, two
     * are as one-sided as can be, and that is corrected for the number of comparisons.
     */
    public static int least(int comparisons) {
        int repeats = 1;
        while (Math.scalb(2.0, -repeats) * Math.max(1, comparisons) >= Comparison.ALPHA) {
            repeats++;
        }
        return repeats;
    }

    /** The same for runs that were made at different times: of all ways to deal the runs out to both sides. */
    public static int leastIndependent(int comparisons) {
        double ways = 1;
        int repeats = 0;
        do {
            repeats++;
            ways = ways * 2 * (2 * repeats - 1) / repeats;
        } while (2 / ways * Math.max(1, comparisons) >= Comparison.ALPHA);
        return repeats;
    }
}
