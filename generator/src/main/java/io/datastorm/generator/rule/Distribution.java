package io.datastorm.generator.rule;

import java.util.List;

/** How numbers are distributed. */
public sealed interface Distribution {
    /** Each number of the range is equally likely. */
    record Uniform() implements Distribution {}

    /** Around a mean. */
    record Normal(double mean, double deviation) implements Distribution {}

    /** Numbers whose logarithm is normal: few are large. */
    record LogNormal(double mu, double sigma) implements Distribution {}

    /** Gaps between events that come by themselves. */
    record Exponential(double mean) implements Distribution {}

    /**
     * As a sample is: equally many numbers lie between each two neighbours, and within them all are equally likely.
     *
     * @param values from the smallest to the largest, at least two
     */
    record Quantiles(List<Double> values) implements Distribution {}

    /**
     * The smallest number of the range is the most frequent; the <i>k</i>-th occurs 1/<i>k</i>^s times as often.
     *
     * @param exponent s, above 0
     */
    record Zipf(double exponent) implements Distribution {}
}
