package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AckSeriesTest {
    private static final long MILLI = 1_000_000;

    private static final AckSeries.Normal AT_MAX = new AckSeries.Normal(5000 * MILLI, false, Double.POSITIVE_INFINITY);

    private final AckSeries series = new AckSeries(0);
    private long millis;

    /** So many records a millisecond for so long. */
    private AckSeriesTest flow(int perMilli, int forMillis) {
        for (int i = 0; i < forMillis; i += 5) {
            millis += 5;
            series.add(millis * MILLI, 5L * perMilli);
        }
        return this;
    }

    @Test
    void anOutageIsFoundWithItsLengthAndItsEnd() {
        flow(100, 5000).flow(0, 2000).flow(120, 5000);
        assertThat(series.longestStop(5000 * MILLI, millis * MILLI)).isEqualTo(new AckSeries.Stop(2005 * MILLI, true));
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, AT_MAX)).isBetween(1970 * MILLI, 2010 * MILLI);
    }

    /** A pause of a second at a rate: what was due meanwhile is sent in a burst, and only then all is well. */
    @Test
    void atARateRecoveredIsWhoHasCaughtUp() {
        flow(100, 5000).flow(0, 1000).flow(300, 500).flow(100, 5000);
        assertThat(series.recoveryNanos(
                        5000 * MILLI,
                        millis * MILLI,
                        new AckSeries.Normal(5000 * MILLI, true, Double.POSITIVE_INFINITY)))
                .isBetween(1400 * MILLI, 1510 * MILLI);
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, AT_MAX)).isBetween(930 * MILLI, 1010 * MILLI);
    }

    @Test
    void whatDidNotSufferDidNotStop() {
        flow(100, 12_000);
        assertThat(series.longestStop(5000 * MILLI, millis * MILLI).nanos()).isEqualTo(5 * MILLI);
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, AT_MAX)).isZero();
    }

    @Test
    void whatDoesNotComeBackIsSaid() {
        flow(100, 5000).flow(0, 500).flow(50, 5000);
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, AT_MAX)).isNegative();
    }

    @Test
    void anOutageUpToTheEndCounts() {
        flow(100, 5000).flow(0, 3000);
        assertThat(series.longestStop(5000 * MILLI, millis * MILLI)).isEqualTo(new AckSeries.Stop(3000 * MILLI, false));
    }

    /** A burst before the fault caught up with a slow beginning: the rate is normal, not the burst. */
    @Test
    void whatIsAskedForIsTheMostThatCanBeNormal() {
        flow(100, 3000).flow(150, 2000).flow(0, 500).flow(200, 500).flow(100, 5000);
        AckSeries.Normal asked = new AckSeries.Normal(5000 * MILLI, true, 100_000);
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, asked)).isBetween(800 * MILLI, 1010 * MILLI);
    }

    /** What several processes tell, in whatever parts and order, is what one would have seen. */
    @Test
    void partsOfSeveralProcessesAddUp() {
        flow(100, 5000).flow(0, 2000).flow(120, 5000);
        AckSeries merged = new AckSeries(0);
        AckSeries late = new AckSeries(-3 * MILLI);
        for (int at = 5; at <= millis; at += 5) {
            late.add(at * MILLI, at <= 5000 || at > 7000 ? 250 : 0);
        }
        merged.add(late.from(600));
        merged.add(new AckSeries.Part(-3 * MILLI, late.from(0).acknowledged().subList(0, 600)));
        assertThat(merged.longestStop(5000 * MILLI, millis * MILLI).nanos()).isBetween(2000 * MILLI, 2010 * MILLI);
        merged.add(series.from(0));
        assertThat(merged.longestStop(5000 * MILLI, millis * MILLI).nanos()).isBetween(2000 * MILLI, 2010 * MILLI);
        assertThat(merged.recoveryNanos(5000 * MILLI, millis * MILLI, AT_MAX)).isBetween(1960 * MILLI, 2015 * MILLI);
    }

    @Test
    void nothingIsKnownOfStepsToCome() {
        flow(100, 50);
        assertThat(series.from(8).acknowledged()).containsExactly(500L, 500L);
        assertThat(series.from(10).acknowledged()).isEmpty();
        assertThat(series.from(12).acknowledged()).isEmpty();
    }
}
