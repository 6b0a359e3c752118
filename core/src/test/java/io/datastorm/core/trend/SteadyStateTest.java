package io.datastorm.core.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Series as real runs have them: after how many figures a warm-up would end. */
final class SteadyStateTest {
    private static final int NEVER = 60;

    private static int steadyAfter(IntToDoubleFunction series) {
        SteadyState state = new SteadyState();
        for (int i = 0; i < NEVER; i++) {
            state.add(series.applyAsDouble(i));
            if (state.steady()) {
                return i + 1;
            }
        }
        return NEVER;
    }

    private static double noise(Random random) {
        return 1 + 0.1 * random.nextGaussian();
    }

    @Test
    void aLevelIsSteadyAsSoonAsItCanBeSeen() {
        assertThat(steadyAfter(i -> 100)).isEqualTo(SteadyState.FIGURES);
        assertThat(steadyAfter(i -> 100 + 0.3 * i)).as("4 % in all").isEqualTo(SteadyState.FIGURES);
        assertThat(steadyAfter(i -> 0)).as("nothing flows").isEqualTo(NEVER);
        assertThat(steadyAfter(i -> i < 5 ? 0 : 10.0 * Math.min(i, 15)))
                .as("a late beginning")
                .isBetween(17, 24);
    }

    @Test
    void aRampIsNotSteadyUntilItEnds() {
        assertThat(steadyAfter(i -> 100 + 10 * i)).isEqualTo(NEVER);
        int after = steadyAfter(i -> 100 + 10 * Math.min(i, 20));
        assertThat(after).isBetween(24, 28);
    }

    @Test
    void aStepLiesBehindFirst() {
        assertThat(steadyAfter(i -> i < 5 ? 50 : 100)).isBetween(9, 13);
    }

    /** A garbage collector's sawtooth, and the zigzag of two collectors. */
    @Test
    void aSawtoothIsSteady() {
        assertThat(steadyAfter(i -> 100 + 10 * (i % 3))).isLessThan(SteadyState.FIGURES + 4);
        assertThat(steadyAfter(i -> 100 + 20 * (i % 2))).isLessThan(SteadyState.FIGURES + 4);
    }

    @Test
    void noiseRarelyLooksLikeATrend() {
        Random random = new Random(7);
        int early = 0;
        for (int run = 0; run < 1000; run++) {
            early += steadyAfter(i -> 100 * noise(random)) <= SteadyState.FIGURES + 4 ? 1 : 0;
        }
        assertThat(early).isGreaterThan(900);
    }

    @Test
    void aNoisyRampIsRarelyCalledSteadyWhileMuchIsMissing() {
        Random random = new Random(7);
        int early = 0;
        for (int run = 0; run < 1000; run++) {
            early += steadyAfter(i -> 100 * Math.min(3, 1 + 0.1 * i) * noise(random)) < 13 ? 1 : 0;
        }
        assertThat(early).as("of 1,000 at three quarters of the level").isLessThan(100);
    }

    @Property
    void aTrendIsThatOfItsReverseTurnedRound(
            @ForAll @Size(min = 2, max = 20) double[] figures, @ForAll @IntRange(min = 1, max = 9) int scale) {
        double[] forward = new double[figures.length];
        double[] backward = new double[figures.length];
        for (int i = 0; i < figures.length; i++) {
            forward[i] = scale * (1 + Math.abs(figures[i] % 1000));
            backward[figures.length - 1 - i] = forward[i];
        }
        Trend there = Trend.of(forward);
        Trend back = Trend.of(backward);
        assertThat(there.score()).isEqualTo(-back.score());
        assertThat(there.rise()).isCloseTo(-back.rise(), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void theRiseIsThatOfTheLine() {
        assertThat(Trend.of(100, 110, 120, 130, 140).rise()).isEqualTo(40 / 120.0);
        assertThat(Trend.of(100, 110, 999, 130, 140).rise())
                .as("one wild figure")
                .isBetween(0.25, 0.45);
        assertThat(Trend.of(140, 130, 120).score()).isNegative();
        assertThat(Trend.of(5, 5, 5)).isEqualTo(new Trend(0, 0));
    }
}
