package io.datastorm.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.datastorm.lab.stats.Comparison.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Estimate DOUBLE = new Estimate(2, 1.9, 2.1);

    /** The machine is five times as fast in one block as in another: what is compared are runs of the same block. */
    @Test
    void aMachineThatChangesChangesNothing() {
        double[] reference = {100, 200, 500, 150, 300, 250, 120, 400};
        double[] values = Arrays.stream(reference).map(value -> 1.1 * value).toArray();
        values[3] *= 1.01;
        Comparison blocked = Comparison.blocked(values, reference);
        assertThat(blocked.verdict(0.02)).isEqualTo(Verdict.HIGHER);
        assertThat(blocked.ratio().value()).isBetween(1.09, 1.11);
        assertThat(Comparison.independent(values, reference).verdict(0.02)).isEqualTo(Verdict.NO_DIFFERENCE_SEEN);
    }

    /** Its other runs are the faster ones: whoever left the failures out would call it better. */
    @Test
    void runsThatMissedTheirAimAreWorseThanAllOthers() {
        double[] reference = {100, 101, 99, 100, 102, 98, 100, 101};
        double[] lucky = {0, 120, 119, 118, 121, 0, 119, 0};
        assertThat(Comparison.blocked(lucky, reference).verdict(0.02)).isEqualTo(Verdict.NO_DIFFERENCE_SEEN);
        assertThat(Comparison.blocked(lucky, reference).ratio().bounded())
                .as("its lower end is no multiple")
                .isFalse();
        assertThat(Comparison.blocked(new double[] {0, 0, 0, 0, 120, 121, 119, 118}, reference)
                        .ratio()
                        .value())
                .as("half of the runs missed: any multiple would be made up")
                .isZero();
        double[] neverLucky = new double[8];
        assertThat(Comparison.blocked(neverLucky, reference).verdict(0.02)).isEqualTo(Verdict.LOWER);
        double[] endless = new double[8];
        Arrays.fill(endless, Double.POSITIVE_INFINITY);
        assertThat(Comparison.blocked(endless, reference).verdict(0.02)).isEqualTo(Verdict.HIGHER);
        assertThat(Comparison.blocked(endless, endless).verdict(0)).isEqualTo(Verdict.NO_DIFFERENCE_SEEN);
    }

    @Test
    void blocksWithoutARunAreLeftOut() {
        double[] some = {100, Double.NaN, 99, 100};
        double[] others = {100, 101, Double.NaN, 100};
        assertThat(Comparison.blocked(some, others).size()).isEqualTo(2);
        double[] none = {Double.NaN, Double.NaN, 3, Double.NaN};
        assertThat(Comparison.blocked(none, others))
                .extracting(Comparison::p, Comparison::size)
                .containsExactly(1.0, 0);
    }

    @Test
    void whatLiesCloseTogetherIsEqualWithinThat() {
        double[] reference = {100, 101, 99, 100, 102, 98};
        double[] values = {101, 100, 100, 99, 101, 99};
        assertThat(Comparison.blocked(values, reference).equalWithin()).hasValueCloseTo(0.01, within(0.001));
        assertThat(new Comparison(new Estimate(1, 0.8, 1.1), 0.5, 8).equalWithin())
                .isEmpty();
        assertThat(Comparison.blocked(new double[] {1, 1}, new double[] {1, 1}).equalWithin())
                .isEmpty();
    }

    /** The example of Holm's method: 0.01, 0.04 and 0.03 become 0.03, 0.06 and 0.06. */
    @Test
    void theMoreIsComparedTheLessIsBelieved() {
        List<Comparison> corrected = Comparison.together(List.of(
                new Comparison(DOUBLE, 0.01, 8), new Comparison(DOUBLE, 0.04, 8), new Comparison(DOUBLE, 0.03, 8)));
        assertThat(corrected).extracting(Comparison::p).containsExactly(0.03, 0.06, 0.06);
    }

    @Test
    void whatIsSmallerThanTheNoiseIsNoDifference() {
        Comparison sure = new Comparison(new Estimate(1.08, 1.06, 1.1), 0.001, 8);
        assertThat(sure.verdict(0.1)).isEqualTo(Verdict.NO_DIFFERENCE_SEEN);
        assertThat(sure.verdict(0.05)).isEqualTo(Verdict.HIGHER);
        assertThat(new Comparison(new Estimate(0.5, 0.4, 0.6), 0.001, 8).verdict(0.1))
                .isEqualTo(Verdict.LOWER);
        assertThat(new Comparison(DOUBLE, 0.2, 8).verdict(0)).isEqualTo(Verdict.NO_DIFFERENCE_SEEN);
    }
}
