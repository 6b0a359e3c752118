package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AckSeriesTest {
    private static final long MILLI = 1_000_000;

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
        assertThat(series.longestStopNanos(5000 * MILLI, millis * MILLI)).isEqualTo(2005 * MILLI);
        // Half a second after this most of it flows again.
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, 5000 * MILLI))
                .isBetween(1800 * MILLI, 2010 * MILLI);
    }

    @Test
    void whatDidNotSufferDidNotStop() {
        flow(100, 12_000);
        assertThat(series.longestStopNanos(5000 * MILLI, millis * MILLI)).isEqualTo(5 * MILLI);
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, 5000 * MILLI))
                .isZero();
    }

    @Test
    void whatDoesNotComeBackIsSaid() {
        flow(100, 5000).flow(0, 500).flow(50, 5000);
        assertThat(series.recoveryNanos(5000 * MILLI, millis * MILLI, 5000 * MILLI))
                .isNegative();
    }

    @Test
    void anOutageUpToTheEndCounts() {
        flow(100, 5000).flow(0, 3000);
        assertThat(series.longestStopNanos(5000 * MILLI, millis * MILLI)).isEqualTo(3000 * MILLI);
    }
}
