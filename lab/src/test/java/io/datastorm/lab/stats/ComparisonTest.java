package io.datastorm.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.lab.stats.Comparison.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final int EXPERIMENTS = 600;
    private static final Estimate DOUBLE = new Estimate(2, 1.9, 2.1);

    /**
     * Equal runs, compared as if they were different: about one in twenty raises a false alarm, as the test promises.
     */
    @Test
    void equalRunsRaiseFalseAlarmsInAboutOneOfTwenty() {
        Random random = new Random(7);
        int alarms = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Comparison comparison =
                    Comparison.of(BootstrapTest.sample(random, 1, 10), BootstrapTest.sample(random, 1, 10));
            alarms += comparison.verdict(0) == Verdict.NO_DIFFERENCE_SEEN ? 0 : 1;
        }
        assertThat(alarms / (double) EXPERIMENTS).isBetween(0.02, 0.07);
    }

    /** At as many repeats as are recommended, a difference of 5 % is found. */
    @Test
    void aDifferenceOfFivePercentIsFoundAtTheRepeatsThatAreRecommended() {
        double spread = 0.05;
        int repeats = Repeats.needed(spread, 0.05, 1);
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Comparison comparison = Comparison.of(
                    BootstrapTest.sample(random, 1.05, repeats), BootstrapTest.sample(random, 1, repeats));
            found += comparison.verdict(0) == Verdict.HIGHER ? 1 : 0;
        }
        assertThat(found / (double) EXPERIMENTS).isGreaterThan(0.75);
    }

    @Test
    void moreNoiseOrMoreComparisonsNeedMoreRepeats() {
        assertThat(Repeats.needed(0.02, 0.05, 1)).isLessThan(Repeats.needed(0.05, 0.05, 1));
        assertThat(Repeats.needed(0.02, 0.05, 1)).isLessThan(Repeats.needed(0.02, 0.05, 10));
        assertThat(Repeats.needed(1, 0.05, 1)).isEqualTo(Repeats.MOST);
    }

    /** Four against four runs that do not overlap at all: one in 35. */
    @Test
    void withTooFewRepeatsNothingCanBeTold() {
        assertThat(Repeats.least(1)).isEqualTo(4);
        assertThat(Repeats.least(8)).isEqualTo(6);
        double[] low = {1, 2, 3, 4};
        assertThat(Comparison.of(new double[] {5, 6, 7, 8}, low).p()).isLessThan(Comparison.ALPHA);
        assertThat(Comparison.of(new double[] {5, 6, 7}, new double[] {1, 2, 3}).p())
                .isGreaterThan(Comparison.ALPHA);
    }

    @Test
    void oneRunThatWentAstrayDoesNotMakeTheSpread() {
        assertThat(Repeats.spread(new double[] {100, 101, 99, 100, 10})).isLessThan(0.03);
        assertThat(Repeats.spread(new double[] {100, 120, 80, 140, 60})).isGreaterThan(0.25);
    }

    /** The example of Holm's method: 0.01, 0.04 and 0.03 become 0.03, 0.06 and 0.06. */
    @Test
    void theMoreIsComparedTheLessIsBelieved() {
        List<Comparison> corrected = Comparison.together(
                List.of(new Comparison(DOUBLE, 0.01), new Comparison(DOUBLE, 0.04), new Comparison(DOUBLE, 0.03)));
        assertThat(corrected).extracting(Comparison::p).containsExactly(0.03, 0.06, 0.06);
    }

    @Test
    void whatIsSmallerThanTheNoiseIsNoDifference() {
        Comparison sure = new Comparison(new Estimate(1.08, 1.06, 1.1), 0.001);
        assertThat(sure.verdict(0.1)).isEqualTo(Verdict.NO_DIFFERENCE_SEEN);
        assertThat(sure.verdict(0.05)).isEqualTo(Verdict.HIGHER);
        assertThat(new Comparison(new Estimate(0.5, 0.4, 0.6), 0.001).verdict(0.1))
                .isEqualTo(Verdict.LOWER);
        assertThat(new Comparison(DOUBLE, 0.2).verdict(0)).isEqualTo(Verdict.NO_DIFFERENCE_SEEN);
    }
}
