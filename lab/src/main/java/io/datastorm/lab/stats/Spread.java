package io.datastorm.lab.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * How far equal runs are apart, from all runs of an experiment. Nothing has a middle taken off, so that few runs do not
 * look closer than they are: what is counted are differences in which the variants and the blocks cancel out.
 * Immutable.
 */
public final class Spread {
    /** Median of absolute values to standard deviation, for a normal distribution. */
    private static final double TO_STANDARD_DEVIATION = 1.4826;
    /** Half of all sets of equal runs come out closer than so many standard deviations. */
    private static final double PROBABLE_ERROR = 0.6745;

    private final double[] differences;
    private final int freedom;

    /** Of the logarithms of ratios of two equal runs each. */
    private Spread(double[] differences, int freedom) {
        this.differences = differences;
        this.freedom = freedom;
    }

    /**
     * Of runs that were made in blocks: how two variants differ in a block, over how they differ in another block.
     *
     * @param variants a variant's runs each, by block, equally many; what is NaN, infinite or not positive is none
     * @return empty if there are no two variants with two blocks in common
     */
    public static Optional<Spread> blocked(List<double[]> variants) {
        List<double[]> logarithms = variants.stream().map(Spread::logarithms).toList();
        DoubleStream.Builder differences = DoubleStream.builder();
        for (int one = 0; one < logarithms.size(); one++) {
            for (int other = one + 1; other < logarithms.size(); other++) {
                double[] left = logarithms.get(one);
                double[] right = logarithms.get(other);
                double[] ratios = new double[left.length];
                Arrays.setAll(ratios, block -> left[block] - right[block]);
                // The difference of two differences is farther out than one of them.
                pairs(ratios).map(both -> both / Math.sqrt(2)).forEach(differences::add);
            }
        }
        int blocks = logarithms.isEmpty() ? 0 : logarithms.get(0).length;
        return of(differences.build(), (variants.size() - 1) * (blocks - 1));
    }

    /**
     * Of runs whose times have nothing to do with each other.
     *
     * @param variants a variant's runs each
     * @return empty if nothing was run twice
     */
    public static Optional<Spread> independent(List<double[]> variants) {
        return of(
                variants.stream().flatMapToDouble(values -> pairs(logarithms(values))),
                variants.stream().mapToInt(values -> values.length - 1).sum());
    }

    private static Optional<Spread> of(DoubleStream differences, int freedom) {
        double[] found = differences.toArray();
        return found.length == 0 ? Optional.empty() : Optional.of(new Spread(found, freedom));
    }

    private static double[] logarithms(double[] values) {
        return Arrays.stream(values)
                .map(value -> value > 0 && Double.isFinite(value) ? Math.log(value) : Double.NaN)
                .toArray();
    }

    private static DoubleStream pairs(double[] values) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        DoubleStream.Builder pairs = DoubleStream.builder();
        for (int one = 0; one < known.length; one++) {
            for (int other = one + 1; other < known.length; other++) {
                pairs.add(known[one] - known[other]);
            }
        }
        return pairs.build();
    }

    /**
     * The usual distance of a run from its variant's middle, as a share; one run that went astray does not count much.
     */
    public double share() {
        double[] distances = Arrays.stream(differences).map(Math::abs).toArray();
        return Math.expm1(TO_STANDARD_DEVIATION * Bootstrap.middle(distances) / Math.sqrt(2));
    }

    /** How far two sets of so many equal runs usually come out apart, as a share. */
    public double noise(int runs) {
        return Math.expm1(PROBABLE_ERROR * Math.log1p(share()) * Math.sqrt(2.0 / Math.max(1, runs)));
    }

    /** How many runs tell of it, beside those that only tell of middles. */
    int freedom() {
        return Math.max(1, freedom);
    }

    /** How far two equal runs may be apart, drawn from those that were made; a logarithm. */
    double difference(SplittableRandom random) {
        double drawn = differences[random.nextInt(differences.length)];
        return random.nextBoolean() ? drawn : -drawn;
    }
}
