package io.datastorm.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
    private static final int EXPERIMENTS = 300;

    @Test
    void theMedianLiesInItsInterval() {
        Estimate estimate = Bootstrap.median(new double[] {3, 1, 2, 9, 4});
        assertThat(estimate.value()).isEqualTo(3);
        assertThat(estimate.low()).isBetween(1.0, 2.0);
        assertThat(estimate.high()).isBetween(4.0, 9.0);
        assertThat(Bootstrap.median(new double[] {7, 8, 6, 9})).isEqualTo(Estimate.alone(7.5));
    }

    @Test
    void theSameRunsGiveTheSameInterval() {
        double[] one = {1, 2, 3, 4, 5};
        double[] other = {2, 4, 6, 8, 11};
        assertThat(Bootstrap.ratio(other, one)).isEqualTo(Bootstrap.ratio(other, one));
        assertThat(Bootstrap.ratio(other, one).value()).isEqualTo(2);
        double[] unsorted = {3, 1, 2};
        Bootstrap.ratio(unsorted, unsorted);
        Bootstrap.median(unsorted);
        assertThat(unsorted).containsExactly(3, 1, 2);
    }

    /** What an interval promises: the true ratio lies in it, nearly always. */
    @Test
    void intervalsHoldTheTrueRatio() {
        Random random = new Random(5);
        int held = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Estimate ratio = Bootstrap.ratio(sample(random, 2, 12), sample(random, 1, 12));
            held += ratio.low() <= 2 && ratio.high() >= 2 ? 1 : 0;
        }
        assertThat(held / (double) EXPERIMENTS).isBetween(0.9, 0.995);
    }

    static double[] sample(Random random, double mean, int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> mean * (1 + 0.05 * random.nextGaussian()));
        return values;
    }
}
