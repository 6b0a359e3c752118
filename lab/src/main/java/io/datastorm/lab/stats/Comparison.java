package io.datastorm.lab.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Whether one sample differs from another: the ratio of their medians, and how probable such a difference would be if
 * there were none (Mann–Whitney U test).
 *
 * @param ratio median over median, with its interval
 * @param p probability, corrected for the number of comparisons that were made together
 */
public record Comparison(Estimate ratio, double p) {
    /** Below this a difference is believed. */
    public static final double ALPHA = 0.05;

    /** What can be said. */
    public enum Verdict {
        HIGHER,
        LOWER,
        NO_DIFFERENCE_SEEN
    }

    /** The uncorrected comparison of two samples. */
    public static Comparison of(double[] values, double[] reference) {
        double p = MannWhitneyUTest.withDefaults().test(values, reference).getPValue();
        return new Comparison(Bootstrap.ratio(values, reference), p);
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
            corrected.set(order.get(rank), new Comparison(comparison.ratio(), least));
        }
        return corrected;
    }

    /**
     * A difference is one if chance hardly explains it, and if it is larger than what the machine does to equal runs.
     *
     * @param noise how far apart equal runs were, as a share: 0.03 for 3 %
     */
    public Verdict verdict(double noise) {
        double factor = ratio.value();
        if (p >= ALPHA || Math.max(factor, 1 / factor) <= 1 + noise) {
            return Verdict.NO_DIFFERENCE_SEEN;
        }
        return factor > 1 ? Verdict.HIGHER : Verdict.LOWER;
    }
}
