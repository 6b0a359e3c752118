package io.datastorm.lab.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Whether one sample differs from another: their ratio, and how probable such a difference would be if there were none.
 * Values are positive; a run that missed its aim is 0, or infinite where less is better: it ranks last.
 *
 * @param ratio one over the other, with its interval
 * @param p probability, corrected for the number of comparisons that were made together
 * @param size runs of the side that has fewer; pairs, if they were made in blocks
 */
public record Comparison(Estimate ratio, double p, int size) {
    /** Below this a difference is believed. */
    public static final double ALPHA = 0.05;

    /** The logarithm that stands for "no comparison": farther apart than any two runs are. */
    private static final double BEYOND = 1000;

    /** An interval that is wider does not show that two are equal. */
    private static final double EQUAL = 0.1;

    /** What can be said. */
    public enum Verdict {
        HIGHER,
        LOWER,
        NO_DIFFERENCE_SEEN
    }

    /**
     * The uncorrected comparison of runs that were made in blocks, by the signed ranks of their differences.
     *
     * @param values by block; NaN where there is none
     * @param reference by block, as long
     */
    public static Comparison blocked(double[] values, double[] reference) {
        double[] differences = IntStream.range(0, values.length)
                .filter(block -> !Double.isNaN(values[block]) && !Double.isNaN(reference[block]))
                .mapToDouble(block -> difference(values[block], reference[block]))
                .toArray();
        if (differences.length == 0) {
            return new Comparison(Estimate.alone(Double.NaN), 1, 0);
        }
        Estimate center = SignedRank.center(differences);
        Estimate ratio = new Estimate(factor(center.value()), factor(center.low()), factor(center.high()));
        return new Comparison(ratio, SignedRank.p(differences), differences.length);
    }

    /** A mean of an ordinary difference and one beyond is beyond, too: no multiple at all, or more than any. */
    private static double factor(double logarithm) {
        if (Math.abs(logarithm) > BEYOND / 4) {
            return logarithm > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        return Math.exp(logarithm);
    }

    private static double difference(double value, double reference) {
        if (value == reference) {
            return 0;
        }
        double difference = Math.log(value / reference);
        return Math.max(-BEYOND, Math.min(BEYOND, difference));
    }

    /**
     * The uncorrected comparison of runs that were made at different times, by the Mann–Whitney U test.
     *
     * @param values without NaN, at least one
     * @param reference likewise
     */
    public static Comparison independent(double[] values, double[] reference) {
        double p = MannWhitneyUTest.withDefaults().test(values, reference).getPValue();
        return new Comparison(Bootstrap.ratio(values, reference), p, Math.min(values.length, reference.length));
    }

    /**
     * Corrects comparisons that were made together (Holm, 1979): the more one compares, the more often chance looks
     * like a difference.
     *
     * @return in the given order
     */
    public static List<Comparison> together(List<Comparison> comparisons) {
        List<Integer> order = IntStream.range(0, comparisons.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> comparisons.get(i).p()))
                .toList();
        List<Comparison> corrected = new ArrayList<>(comparisons);
        double least = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            Comparison comparison = comparisons.get(order.get(rank));
            least = Math.max(least, Math.min(1, comparison.p() * (order.size() - rank)));
            corrected.set(order.get(rank), new Comparison(comparison.ratio(), least, comparison.size()));
        }
        return corrected;
    }

    /**
     * A difference is one if chance hardly explains it, and if it is larger than what the machine usually does to equal
     * runs.
     *
     * @param noise how far two sets of so many equal runs usually are apart, as a share: 0.03 for 3 %
     */
    public Verdict verdict(double noise) {
        double factor = ratio.value();
        if (!(p < ALPHA) || Math.max(factor, 1 / factor) <= 1 + noise) {
            return Verdict.NO_DIFFERENCE_SEEN;
        }
        return factor > 1 ? Verdict.HIGHER : Verdict.LOWER;
    }

    /** Within which share the two are equal, with a confidence of 95 %; empty if the runs do not show that. */
    public OptionalDouble equalWithin() {
        OptionalDouble farthest = ratio.farthest();
        return farthest.isPresent() && farthest.getAsDouble() <= EQUAL ? farthest : OptionalDouble.empty();
    }
}
