package io.datastorm.lab.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed rank test of paired differences: the permutation test within blocks for two runs a block. If both
 * ways to run were the same, each difference could as well have had the other sign; the test counts in how many of all
 * these permutations the ranks are as one-sided as here. Up to 30 pairs the probability is exact, with ties too, and
 * one wild run weighs no more than its rank. Stateless, thread-safe. See Hollander and Wolfe, Nonparametric Statistical
 * Methods, chapter 3.
 */
final class SignedRank {
    private static final double TAIL = 0.025;
    /** With more pairs than that the normal distribution is as good, and much faster. */
    private static final int EXACT = 30;

    private SignedRank() {}

    /** How probable differences are that are at least as one-sided, if there were none; 1 for no differences at all. */
    static double p(double[] differences) {
        double[] nonzero = Arrays.stream(differences).filter(d -> d != 0).toArray();
        int[] ranks = doubledRanks(nonzero);
        int positive = positive(nonzero, ranks);
        IntToDoubleFunction atMost = atMost(ranks);
        // By symmetry as many assignments are at least as high as are at least as low on the other side.
        double above = atMost.applyAsDouble(Arrays.stream(ranks).sum() - positive);
        return Math.min(1, 2 * Math.min(atMost.applyAsDouble(positive), above));
    }

    /**
     * Whether the {@link #center} lies above a value. Cheaper than the center: the ranks of what is left, when the
     * value is taken off, must lean to the positive side.
     */
    static boolean centerAbove(double[] differences, double value) {
        double[] rest = Arrays.stream(differences).map(d -> d - value).toArray();
        int[] ranks = doubledRanks(rest);
        return 2 * positive(rest, ranks) > Arrays.stream(ranks).sum();
    }

    /**
     * The Hodges–Lehmann estimate, the median of all means of two differences, with the interval that fits the test.
     */
    static Estimate center(double[] differences) {
        double[] means = walshAverages(differences);
        int tail = tail(differences.length);
        double value = Bootstrap.middle(means);
        return tail == 0 ? Estimate.alone(value) : new Estimate(value, means[tail - 1], means[means.length - tail]);
    }

    /** Sorted. */
    private static double[] walshAverages(double[] differences) {
        int n = differences.length;
        double[] means = new double[n * (n + 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                means[at++] = (differences[i] + differences[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }

    /** How many means lie outside of the interval on each side, and the end itself; 0: no interval of 95 % exists. */
    private static int tail(int n) {
        int[] ranks = IntStream.rangeClosed(1, n).map(rank -> 2 * rank).toArray();
        IntToDoubleFunction atMost = atMost(ranks);
        int tail = 0;
        while (atMost.applyAsDouble(2 * tail) <= TAIL) {
            tail++;
        }
        return tail;
    }

    /** Ranks of the absolute values, doubled, so that the mean ranks of ties are whole numbers. */
    private static int[] doubledRanks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> Math.abs(values[i])));
        int[] ranks = new int[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && Math.abs(values[order[to]]) == Math.abs(values[order[from]])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = from + 1 + to;
            }
            from = to;
        }
        return ranks;
    }

    private static int positive(double[] values, int[] ranks) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] > 0)
                .map(i -> ranks[i])
                .sum();
    }

    /** The share of all assignments of signs whose positive ranks add up to a sum, or to less. */
    private static IntToDoubleFunction atMost(int[] ranks) {
        int all = Arrays.stream(ranks).sum();
        if (ranks.length > EXACT) {
            double squares = Arrays.stream(ranks)
                    .mapToDouble(rank -> (double) rank * rank)
                    .sum();
            NormalDistribution normal = NormalDistribution.of(all / 2.0, Math.sqrt(squares) / 2);
            // Ranks are doubled, so half a step is 1.
            return sum -> normal.cumulativeProbability(sum + 1.0);
        }
        double[] shares = cumulated(ranks, all);
        return sum -> sum < 0 ? 0 : shares[Math.min(sum, all)];
    }

    private static double[] cumulated(int[] ranks, int all) {
        double[] shares = new double[all + 1];
        shares[0] = 1;
        int most = 0;
        for (int rank : ranks) {
            most += rank;
            for (int sum = most; sum >= 0; sum--) {
                shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
            }
        }
        for (int sum = 1; sum < shares.length; sum++) {
            shares[sum] += shares[sum - 1];
        }
        return shares;
    }
}
