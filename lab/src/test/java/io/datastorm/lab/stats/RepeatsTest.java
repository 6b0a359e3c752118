package io.datastorm.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RepeatsTest {
    private static Spread spread(double share) {
        Random random = new Random(9);
        List<double[]> runs = Stream.generate(() -> random.doubles(20)
                        .map(ignored -> Math.exp(share * random.nextGaussian()))
                        .toArray())
                .limit(5)
                .toList();
        return Spread.independent(runs).orElseThrow();
    }

    @Test
    void moreNoiseOrMoreComparisonsNeedMoreRepeats() {
        assertThat(Repeats.needed(spread(0.02), 0.05, 1)).isLessThan(Repeats.needed(spread(0.05), 0.05, 1));
        assertThat(Repeats.needed(spread(0.02), 0.05, 1)).isLessThan(Repeats.needed(spread(0.02), 0.05, 10));
        assertThat(Repeats.needed(spread(0.05), 0.10, 1)).isLessThan(Repeats.needed(spread(0.05), 0.05, 1));
        assertThat(Repeats.needed(spread(1), 0.05, 1)).isEqualTo(Repeats.MOST);
    }

    /**
     * Six pairs that all point the same way: two of 64 permutations. Four against four that do not overlap: one in 35.
     */
    @Test
    void withTooFewRepeatsNothingCanBeTold() {
        assertThat(Repeats.least(1)).isEqualTo(6);
        assertThat(Repeats.least(4)).isEqualTo(8);
        assertThat(Repeats.leastIndependent(1)).isEqualTo(4);
        assertThat(Repeats.leastIndependent(8)).isEqualTo(6);
        double[] low = {1, 2, 3, 4, 5, 6};
        double[] high = {2, 4, 5, 7, 9, 11};
        assertThat(Comparison.blocked(high, low).p()).isLessThan(Comparison.ALPHA);
        assertThat(Comparison.blocked(new double[] {2, 4, 5, 7, 9}, new double[] {1, 2, 3, 4, 5})
                        .p())
                .isGreaterThan(Comparison.ALPHA);
        assertThat(Comparison.independent(new double[] {5, 6, 7, 8}, new double[] {1, 2, 3, 4})
                        .p())
                .isLessThan(Comparison.ALPHA);
        assertThat(Comparison.independent(new double[] {5, 6, 7}, new double[] {1, 2, 3})
                        .p())
                .isGreaterThan(Comparison.ALPHA);
    }
}
