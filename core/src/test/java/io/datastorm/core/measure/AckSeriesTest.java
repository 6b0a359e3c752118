package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AckSeriesTest {
    private static final long MILLI = 1_000_000;

    private static final AckSeries.Normal AT_MAX = new AckSeries.Normal(5000 * MILLI, false);

    private final AckSeries series = new AckSeries();
    private long millis;
    private long acknowledged;

    /** So many records a millisecond for so long. */
    private AckSeriesTest flow(int perMilli, int forMillis) {
        for (int i = 0; i < forMillis; i += 5) {
            millis += 5;
            acknowledged += 5L * perMilli;
            series.add(millis * MILLI, acknowledged);
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
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, new AckSeries.Normal(5000 * MILLI, true)))
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
}
