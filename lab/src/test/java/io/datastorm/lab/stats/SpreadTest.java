package io.datastorm.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    private static final double TRUE_SPREAD = 0.05;

    /** Variants that are far apart, blocks that are far apart, runs of 5 %. */
    private static List<double[]> runs(Random random, int variants, int blocks) {
        double[] block = random.doubles(blocks, 1, 3).toArray();
        return IntStream.range(0, variants)
                .mapToObj(variant -> IntStream.range(0, blocks)
                        .mapToDouble(b -> (variant + 1) * block[b] * Math.exp(TRUE_SPREAD * random.nextGaussian()))
                        .toArray())
                .toList();
    }

    /** Five runs of three variants leave 8 of 15 values free; their spread must not be understated for that. */
    @Test
    void fewRunsDoNotLookCloserThanTheyAre() {
        Random random = new Random(2);
        double squares = IntStream.range(0, 400)
                .mapToObj(i -> Spread.blocked(runs(random, 3, 5)).orElseThrow())
                .mapToDouble(spread -> Math.pow(Math.log1p(spread.share()), 2))
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(squares)).isCloseTo(TRUE_SPREAD, within(0.007));
    }

    @Test
    void oneRunThatWentAstrayDoesNotMakeTheSpread() {
        List<double[]> runs = runs(new Random(4), 4, 10);
        double before = Spread.blocked(runs).orElseThrow().share();
        runs.get(0)[0] /= 20;
        assertThat(Spread.blocked(runs).orElseThrow().share()).isBetween(before, 4 * before);
    }

    @Test
    void whatMissedItsAimOrIsNotThereSaysNothing() {
        List<double[]> runs = runs(new Random(4), 4, 10);
        double before = Spread.blocked(runs).orElseThrow().share();
        runs.get(0)[0] = 0;
        runs.get(1)[1] = Double.POSITIVE_INFINITY;
        runs.get(2)[2] = Double.NaN;
        assertThat(Spread.blocked(runs).orElseThrow().share()).isCloseTo(before, within(0.01));
        assertThat(Spread.blocked(List.of(new double[] {1}, new double[] {2}))).isEmpty();
        assertThat(Spread.blocked(List.of(new double[] {0, 0}))).isEmpty();
        assertThat(Spread.blocked(List.of())).isEmpty();
    }

    /** Half of all sets of equal runs come out closer. */
    @Test
    void theNoiseIsWhereTwoSetsOfEqualRunsUsuallyComeOut() {
        Random random = new Random(8);
        Spread spread = Spread.independent(
                        Stream.generate(() -> Stream.generate(() -> Math.exp(TRUE_SPREAD * random.nextGaussian()))
                                        .limit(50)
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                                .limit(20)
                                .toList())
                .orElseThrow();
        double noise = spread.noise(10);
        long closer = IntStream.range(0, 1000)
                .mapToObj(i -> runs(random, 2, 10))
                .map(pair ->
                        Comparison.blocked(pair.get(1), pair.get(0)).ratio().value() / 2)
                .filter(ratio -> Math.max(ratio, 1 / ratio) < 1 + noise)
                .count();
        assertThat(closer).isBetween(440L, 560L);
        assertThat(Arrays.asList(spread.noise(10), spread.noise(40)))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
}
