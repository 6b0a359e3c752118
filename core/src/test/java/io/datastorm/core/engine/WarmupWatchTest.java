package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** When the measured window begins, by the throughput of a warm-up: looked at each 20 ms, as the engine does. */
final class WarmupWatchTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final long START = 7 * SECOND + 123;
    private static final long LATEST = START + 30 * SECOND;

    private final Window window = new Window();
    private final WorkerStats stats = new WorkerStats(window, false);
    private final WarmupWatch watch = watch(START);

    private WarmupWatch watch(long earliestNanos) {
        return new WarmupWatch(stats::acknowledged, new WarmupWatch.Times(START, earliestNanos, SECOND / 5));
    }

    /** Where the window begins, in nanoseconds from the start. */
    private long run(LongUnaryOperator recordsInMilli) {
        return run(watch, recordsInMilli);
    }

    private long run(WarmupWatch watching, LongUnaryOperator recordsInMilli) {
        window.set(LATEST, Long.MAX_VALUE);
        for (long now = START; now < window.fromNanos(); now += MILLI) {
            stats.acknowledged(recordsInMilli.applyAsLong((now - START) / MILLI), 1, now);
            if ((now - START) / MILLI % 20 == 0) {
                watching.look(now, window.fromNanos()).ifPresent(from -> window.set(from, Long.MAX_VALUE));
            }
        }
        return window.fromNanos() - START;
    }

    @Test
    void aSteadyThroughputEndsTheWarmUpAfterAFewSeconds() {
        assertThat(run(milli -> 1000)).isEqualTo(5 * SECOND);
        assertThat(watch.steady()).isTrue();
    }

    /** As a compiler makes it: slow, then faster and faster for eight seconds. */
    @Test
    void aRampIsWarmUp() {
        assertThat(run(milli -> 300 + Math.min(milli, 8000) / 10)).isBetween(9 * SECOND, 13 * SECOND);
    }

    @Test
    void whatIsNeverSteadyIsMeasuredAfterThirtySeconds() {
        assertThat(run(milli -> 100 + milli / 10)).isEqualTo(30 * SECOND);
        assertThat(watch.steady()).isFalse();
    }

    /** Another stream of the run has a warm-up of eight seconds. */
    @Test
    void itLastsAsLongAsTheLongestOfFixedLength() {
        WarmupWatch patient = watch(START + 8 * SECOND);
        assertThat(run(patient, milli -> 1000)).isEqualTo(8 * SECOND);
    }
}
