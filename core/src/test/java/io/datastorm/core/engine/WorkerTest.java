package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Pacer;
import io.datastorm.core.pace.Rate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One worker, by a clock that passes while it waits. */
final class WorkerTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong lastSentNanos = new AtomicLong();
    /** Where the warm-up ends and the measured window begins. */
    private final AtomicLong from = new AtomicLong(30 * SECOND);

    private final Window window = new Window();
    private final WorkerStats stats = new WorkerStats(window, true);
    private final StopSignal stop = new StopSignal();

    /** Brings the window forward when the time has come. */
    private final Sender sender = new Sender() {
        @Override
        public int send(long sequence, DueTimes due, long nowNanos) {
            lastSentNanos.set(nowNanos);
            return due.size();
        }

        @Override
        public void idle(long nanos) {
            if (clock.addAndGet(nanos) > 4 * SECOND) {
                from.set(5 * SECOND);
                window.set(5 * SECOND, 15 * SECOND);
            }
        }
    };

    private void run(String rate) {
        window.set(30 * SECOND, 40 * SECOND);
        Load load = new Load.ConstantRate(Rate.parse(rate));
        Load.Share all = new Load.Share(0, 1, 1);
        List<Worker.Phase> phases = List.of(
                new Worker.Phase(load.schedule(all), true, () -> 0, from::get, Long.MAX_VALUE),
                new Worker.Phase(load.schedule(all), true, from::get, window::toNanos, Long.MAX_VALUE));
        Worker.Outlet outlet = new Worker.Outlet("1", sender, stats, new Worker.Ending(() -> {}, () -> true));
        new Worker(all, phases, outlet, Pacer.resting(clock::get, stop, sender::idle), stop).run();
    }

    /** That of another stream was steady early. */
    @ParameterizedTest
    @ValueSource(strings = {"100", "1"})
    void aWarmUpThatEndsEarlyEndsForARateAsWell(String rate) {
        run(rate);
        long perSecond = Long.parseLong(rate);
        assertThat(stats.counts().window().due()).isEqualTo(10 * perSecond);
        assertThat(stats.counts().sent().neverSent()).isZero();
        assertThat(stats.attempted()).isEqualTo(15 * perSecond);
    }

    @Test
    void aRateOfARecordEachTenSecondsDoesNotSleepPastTheNewBeginning() {
        run("0.1");
        assertThat(stats.counts().window().due()).isEqualTo(1);
        assertThat(stats.attempted()).isEqualTo(2);
        assertThat(lastSentNanos.get()).isBetween(5 * SECOND, 5 * SECOND + SECOND / 5);
    }
}
