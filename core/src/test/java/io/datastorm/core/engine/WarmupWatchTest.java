package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import java.util.List;
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
    private final WarmupWatch watch = new WarmupWatch(window, List.of(stats), START);

    /** Where the window begins, in nanoseconds from the start. */
    private long run(long duration, LongUnaryOperator recordsInMilli) {
        window.begin(START);
        window.set(LATEST, duration == Long.MAX_VALUE ? duration : LATEST + duration);
        for (long now = START; now < window.fromNanos(); now += MILLI) {
            stats.acknowledged(recordsInMilli.applyAsLong((now - START) / MILLI), 1, now);
            if ((now - START) / MILLI % 20 == 0) {
                watch.look(now);
            }
        }
        return window.fromNanos() - START;
    }

    @Test
    void aSteadyThroughputEndsTheWarmUpAfterAFewSeconds() {
        assertThat(run(10 * SECOND, milli -> 1000)).isEqualTo(5 * SECOND);
        assertThat(window.toNanos()).isEqualTo(window.fromNanos() + 10 * SECOND);
        assertThat(watch.steady()).isTrue();
    }

    /** As a compiler makes it: slow, then faster and faster for eight seconds. */
    @Test
    void aRampIsWarmUp() {
        assertThat(run(10 * SECOND, milli -> 300 + Math.min(milli, 8000) / 10)).isBetween(9 * SECOND, 13 * SECOND);
    }

    @Test
    void whatIsNeverSteadyIsMeasuredAfterThirtySeconds() {
        assertThat(run(10 * SECOND, milli -> 100 + milli / 10)).isEqualTo(30 * SECOND);
        assertThat(watch.steady()).isFalse();
    }

    @Test
    void aRunByRecordsHasNoEndYet() {
        assertThat(run(Long.MAX_VALUE, milli -> 1000)).isEqualTo(5 * SECOND);
        assertThat(window.toNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
