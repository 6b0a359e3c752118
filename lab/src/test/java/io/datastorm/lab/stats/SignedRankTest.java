package io.datastorm.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SignedRankTest {
    private static final int EXPERIMENTS = 2000;

    /** Darwin's maize, as in Hollander and Wolfe and in R: wilcox.test(d) gives V = 96, p = 0.04126. */
    @Test
    void itGivesWhatTheTextbookGives() {
        double[] darwin = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
        assertThat(SignedRank.p(darwin)).isCloseTo(0.04126, within(0.00001));
    }

    /** Above thirty pairs it is the normal distribution's; against signs that were drawn. */
    @Test
    void manyPairsGiveNearlyWhatPermutationsGive() {
        Random random = new Random(3);
        for (int i = 0; i < 5; i++) {
            double[] many = random.doubles(40).map(d -> d - 0.4).toArray();
            double[] ranks = ranks(many);
            double seen = sum(many, ranks, -1);
            double above = IntStream.range(0, 20_000)
                    .filter(draw -> Arrays.stream(ranks)
                                    .filter(rank -> random.nextBoolean())
                                    .sum()
                            >= seen)
                    .count();
            assertThat(SignedRank.p(many)).isCloseTo(2 * Math.min(above, 20_000 - above) / 20_000, within(0.015));
        }
    }

    @Provide
    Arbitrary<double[]> differences() {
        return Arbitraries.integers()
                .between(-6, 6)
                .map(Integer::doubleValue)
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    /** Against all permutations, counted one by one, with ties and zeros. */
    @Property(tries = 300)
    void itCountsAllPermutations(@ForAll("differences") double[] differences) {
        double[] nonzero = Arrays.stream(differences).filter(d -> d != 0).toArray();
        double seen = sum(nonzero, ranks(nonzero), -1);
        int above = 0;
        int below = 0;
        int all = 1 << nonzero.length;
        for (int signs = 0; signs < all; signs++) {
            double sum = sum(nonzero, ranks(nonzero), signs);
            above += sum >= seen ? 1 : 0;
            below += sum <= seen ? 1 : 0;
        }
        assertThat(SignedRank.p(differences)).isCloseTo(Math.min(1, 2.0 * Math.min(above, below) / all), within(1e-9));
    }

    /** Of the positive ones; with -1 as they are, else as the bits say. */
    private static double sum(double[] values, double[] ranks, int signs) {
        return IntStream.range(0, values.length)
                .filter(i -> signs == -1 ? values[i] > 0 : (signs >> i & 1) == 1)
                .mapToDouble(i -> ranks[i])
                .sum();
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = 0.5;
            for (double other : values) {
                ranks[i] += Math.abs(other) < Math.abs(values[i]) ? 1 : 0;
                ranks[i] += Math.abs(other) == Math.abs(values[i]) ? 0.5 : 0;
            }
        }
        return ranks;
    }

    /** With an even number of means the center lies between two of them, and the ranks do not tell where. */
    @Property(tries = 300)
    void theCenterLiesAboveWhatTheRanksSay(
            @ForAll("differences") double[] differences, @ForAll @IntRange(min = -6, max = 6) int offset) {
        Assume.that(differences.length * (differences.length + 1) / 2 % 2 == 1);
        double center = SignedRank.center(differences).value();
        double value = offset + 0.1;
        assertThat(SignedRank.centerAbove(differences, value)).isEqualTo(center > value);
    }

    /** What an interval promises, however the values are spread: the truth lies in it in 95 of 100 experiments. */
    @Test
    void theIntervalHoldsTheTruth() {
        Random random = new Random(5);
        for (int n : new int[] {6, 8, 12, 40}) {
            int held = 0;
            for (int i = 0; i < EXPERIMENTS; i++) {
                Estimate center = SignedRank.center(IntStream.range(0, n)
                        .mapToDouble(j -> 1 + Math.pow(random.nextGaussian(), 3))
                        .toArray());
                held += center.low() <= 1 && center.high() >= 1 ? 1 : 0;
            }
            assertThat(held / (double) EXPERIMENTS).as("%d pairs", n).isBetween(0.94, 0.985);
        }
    }

    @Test
    void fivePairsHaveNoInterval() {
        assertThat(SignedRank.center(new double[] {1, 2, 3, 4, 5})).isEqualTo(Estimate.alone(3));
        assertThat(SignedRank.center(new double[] {1, 2, 3, 4, 5, 6})).isEqualTo(new Estimate(3.5, 1, 6));
    }
}
