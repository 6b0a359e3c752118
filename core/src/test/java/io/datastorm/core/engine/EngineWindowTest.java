package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.setting.Settings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Where the measured window begins and ends, by a clock that passes only while workers have nothing to do. */
final class EngineWindowTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final long ROUND_TRIP = 3 * MILLI;
    private static final long HEAD_START = 20 * MILLI;

    private final AtomicLong clock = new AtomicLong(5 * SECOND);
    private final AtomicLong lastAcknowledgement = new AtomicLong();
    private boolean answers = true;
    private Engine engine;
    private long startedNanos;

    /** Acknowledges a record a round trip after it was sent. */
    private final class ClockedSenders implements Senders {
        @Override
        public Sender open(int worker, WorkerStats stats) {
            return new Sender() {
                @Override
                public int send(long sequence, DueTimes due, long nowNanos) {
                    if (answers) {
                        stats.acknowledged(due.size(), 10L * due.size(), nowNanos + ROUND_TRIP);
                        lastAcknowledgement.accumulateAndGet(nowNanos + ROUND_TRIP, Math::max);
                    }
                    return due.size();
                }

                @Override
                public void idle(long nanos) {
                    clock.addAndGet(nanos);
                }
            };
        }

        @Override
        public SenderHealth health() {
            return SenderHealth.NONE;
        }

        @Override
        public void close(Duration patience) {}

        @Override
        public void hurry(Duration patience) {}
    }

    private final Engine.Stages stages = new Engine.Stages() {
        @Override
        public void starting(long nowNanos) {
            startedNanos = nowNanos;
        }

        @Override
        public void draining() {}
    };

    private void run(Workload workload) throws InterruptedException {
        engine = new Engine(
                workload.streams().stream()
                        .map(stream -> new RunningStream(stream, new ClockedSenders()))
                        .toList(),
                clock::get);
        engine.run(stages, Duration.ZERO);
    }

    private long attempted() {
        return engine.stats().stream().mapToLong(WorkerStats::attempted).sum();
    }

    @Test
    void itBeginsAfterTheWarmUpAndLastsAsLongAsAsked() throws InterruptedException {
        run(EngineTestPlans.of("rate 100 warmup 1s duration 2s"));
        assertThat(engine.window().fromNanos()).isEqualTo(startedNanos + HEAD_START + SECOND);
        assertThat(engine.window().toNanos()).isEqualTo(engine.window().fromNanos() + 2 * SECOND);
        assertThat(attempted()).isEqualTo(300);
    }

    @Test
    void aRunByRecordsEndsWithItsLastAcknowledgement() throws InterruptedException {
        run(EngineTestPlans.of("rate 100 warmup 0s records 5"));
        assertThat(engine.window().fromNanos()).isEqualTo(startedNanos + HEAD_START);
        assertThat(engine.window().toNanos()).isEqualTo(lastAcknowledgement.get());
        assertThat(attempted()).isEqualTo(5);
    }

    /** One has three records and one has two: the window ends when the slower one is done. */
    @Test
    void twoWorkersEndAtDifferentTimes() throws InterruptedException {
        Settings settings = new Settings();
        settings.flag(LoadOptions.RATE, "100");
        settings.flag(LoadOptions.WARMUP, "0s");
        settings.flag(LoadOptions.RECORDS, "5");
        settings.flag(SenderOptions.WORKERS, "2");
        run(EngineTestPlans.plan(settings, 2));
        assertThat(engine.stats()).extracting(WorkerStats::attempted).containsExactly(3L, 2L);
        assertThat(engine.window().toNanos()).isEqualTo(lastAcknowledgement.get());
    }

    private Window windowOf(int stream) {
        return engine.streams().get(stream).window();
    }

    private long attemptedOf(int stream) {
        return engine.streams().get(stream).stats().stream()
                .mapToLong(WorkerStats::attempted)
                .sum();
    }

    /** The longest warm-up is that of all; the run is measured until the last stream has ended. */
    @Test
    void streamsAreMeasuredFromOneMomentOnAndEndByThemselves() throws InterruptedException {
        run(EngineTestPlans.streams("rate 100 warmup 1s duration 2s", "rate 50 warmup 3s duration 1s"));
        long from = startedNanos + HEAD_START + 3 * SECOND;
        assertThat(engine.window().fromNanos()).isEqualTo(from);
        assertThat(engine.window().toNanos()).isEqualTo(from + 2 * SECOND);
        assertThat(windowOf(0).fromNanos()).isEqualTo(from);
        assertThat(windowOf(0).toNanos()).isEqualTo(from + 2 * SECOND);
        assertThat(windowOf(1).toNanos()).isEqualTo(from + SECOND);
    }

    /** What was asked for as a number of records is exactly that, whatever the others do meanwhile. */
    @Test
    void aStreamByRecordsBeginsWhenTheOthersHaveWarmedUp() throws InterruptedException {
        run(EngineTestPlans.streams("rate 100 warmup 1s duration 2s", "rate 100 records 7"));
        assertThat(attemptedOf(1)).isEqualTo(7);
        assertThat(windowOf(1).fromNanos()).isEqualTo(engine.window().fromNanos());
        assertThat(windowOf(1).warmupNanos()).isZero();
        assertThat(windowOf(1).toNanos()).isLessThan(engine.window().toNanos());
        assertThat(engine.streams().get(1).stats().get(0).counts().before().due())
                .isZero();
    }

    @Test
    void workersOfStreamsHaveNamesOfTheirOwn() {
        assertThat(EngineTestPlans.streams("rate 1", "rate 2").streams())
                .extracting(stream -> stream.workerName(0))
                .containsExactly("a-1", "b-1");
    }

    @Test
    void aRunWithoutAnAnswerEndsWhenItEnds() throws InterruptedException {
        answers = false;
        run(EngineTestPlans.of("rate 100 warmup 0s records 5"));
        assertThat(engine.window().toNanos()).isEqualTo(clock.get());
    }
}
