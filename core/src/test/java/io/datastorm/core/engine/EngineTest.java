package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.pace.Pacer;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.setting.Settings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineTest {
    private static final Engine.Stages NOTHING = new Engine.Stages() {
        @Override
        public void starting(long nowNanos) {}

        @Override
        public void draining() {}
    };

    static Workload workload(Option<?> setting, String value, Option<?> other, String otherValue, int workers) {
        return EngineTestPlans.plan(settings(setting, value, other, otherValue, workers), workers);
    }

    private static Settings settings(Option<?> setting, String value, Option<?> other, String otherValue, int workers) {
        Settings settings = new Settings();
        settings.flag(setting, value);
        settings.flag(other, otherValue);
        settings.flag(SenderOptions.WORKERS, Integer.toString(workers));
        return settings;
    }

    private static Engine engine(Workload workload, Senders senders) {
        return new Engine(List.of(new RunningStream(workload.onlyStream(), senders)), NanoClock.SYSTEM);
    }

    private static long sum(Engine engine) {
        return engine.stats().stream().mapToLong(WorkerStats::acknowledged).sum();
    }

    /** Who rests is given time to pass; who spins only looks. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void workersSpinOnlyIfTheyWereTold(String spin) throws InterruptedException {
        Settings settings = settings(LoadOptions.RATE, "5k", LoadOptions.RECORDS, "500", 1);
        settings.flag(SenderOptions.SPIN, spin);
        FakeSenders senders = new FakeSenders(sequence -> {});
        engine(EngineTestPlans.plan(settings, 1), senders).run(NOTHING, Duration.ofSeconds(7));
        assertThat(senders.idled()).isNotEmpty().allMatch(nanos -> spin.equals("true") == (nanos == 0));
    }

    @ParameterizedTest
    @CsvSource({"max,1,1", "max,7,1", "max,100003,3", "100k,1000,3", "50k,5003,7"})
    void sendsExactlyTheRecordsAsked(String rate, long records, int workers) throws InterruptedException {
        Workload workload = workload(LoadOptions.RATE, rate, LoadOptions.RECORDS, Long.toString(records), workers);
        FakeSenders senders = new FakeSenders(sequence -> {});
        Engine engine = engine(workload, senders);
        engine.run(NOTHING, Duration.ofSeconds(7));
        assertThat(sum(engine)).isEqualTo(records);
        assertThat(senders.closed()).containsExactly(Duration.ofSeconds(7));
        assertThat(engine.window().toNanos()).isLessThan(Long.MAX_VALUE);
    }

    @Test
    void sendsWhatARateAsksForInATime() throws InterruptedException {
        Workload workload = workload(LoadOptions.RATE, "10k", LoadOptions.DURATION, "200ms", 3);
        Engine engine = engine(workload, new FakeSenders(sequence -> {}));
        engine.run(NOTHING, Duration.ZERO);
        // Two seconds of warm-up and a fifth of a second of measuring; a machine that stalls for longer than the grace
        // may miss some.
        assertThat(sum(engine)).isBetween(21_000L, 22_000L);
    }

    @Test
    void aWorkerThatDiesEndsTheRun() throws InterruptedException {
        AtomicLong sent = new AtomicLong();
        Workload workload = workload(LoadOptions.RATE, "max", LoadOptions.DURATION, "1h", 2);
        FakeSenders senders = new FakeSenders(sequence -> {
            if (sent.incrementAndGet() == 1000) {
                throw new IllegalStateException("broken");
            }
        });
        Engine engine = engine(workload, senders);
        engine.run(NOTHING, Duration.ZERO);
        assertThat(engine.stopRequest().reason()).isEqualTo(StopSignal.Reason.WORKER_FAILED);
        assertThat(engine.stopRequest().message()).contains("broken");
    }

    @Test
    void aStopEndsTheRunAndTheWindow() throws InterruptedException {
        Workload workload = workload(LoadOptions.RATE, "1k", LoadOptions.DURATION, "1h", 2);
        Engine[] self = new Engine[1];
        FakeSenders senders = new FakeSenders(sequence -> self[0].stop(StopSignal.Reason.INTERRUPTED, "enough"));
        self[0] = engine(workload, senders);
        self[0].run(NOTHING, Duration.ZERO);
        assertThat(self[0].stopRequest().message()).isEqualTo("enough");
        assertThat(self[0].window().toNanos()).isLessThan(Long.MAX_VALUE);
    }

    /**
     * The whole loop of a worker, its statistics included: a million records may cost a few kilobytes, not a byte each.
     */
    @ParameterizedTest
    @CsvSource({"max", "1000m"})
    void theSendLoopDoesNotAllocate(String rate) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Workload workload = workload(LoadOptions.RATE, rate, LoadOptions.RECORDS, "1m", 1);
        Engine engine = engine(workload, new FakeSenders(sequence -> {}));
        WorkerStats stats = engine.stats().get(0);
        long start = System.nanoTime();
        engine.streams().get(0).window().set(start, Long.MAX_VALUE);
        Sender sender = new FakeSenders(sequence -> {}).open(0, stats);
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 10; attempt++) {
            Worker.Phase phase = new Worker.Phase(
                    workload.onlyStream().load().schedule(new Load.Share(0, 1, 1)),
                    workload.onlyStream().load().openLoop(),
                    () -> start,
                    () -> Long.MAX_VALUE,
                    1_000_000);
            Pacer pacer = Pacer.resting(NanoClock.SYSTEM, () -> false, sender::idle);
            Worker.Outlet outlet = new Worker.Outlet("1", sender, stats, new Worker.Ending(() -> {}, () -> true));
            Worker worker = new Worker(new Load.Share(0, 1, 1), List.of(phase), outlet, pacer, new StopSignal());
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            worker.run();
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        // Histograms grow now and then when a larger value comes: that is not per record.
        assertThat(least).isLessThan(200_000);
    }

    /** A worker that has sent its last record goes on looking after its sender; nobody else has to end first. */
    @Test
    void aWorkerEndsItsOwnSender() throws InterruptedException {
        Workload workload = EngineTestPlans.plan(settings(LoadOptions.RATE, "1k", LoadOptions.RECORDS, "20", 2), 2);
        FakeSenders senders = new FakeSenders(sequence -> {});
        engine(workload, senders).run(NOTHING, Duration.ofSeconds(7));
        assertThat(senders.drainedBy()).containsExactlyInAnyOrder("worker-1", "worker-2");
    }

    /**
     * A sender that takes longer than the run lasts: what was due meanwhile is told, with the time for which it waited.
     */
    @Test
    void whatWasDueAndNotSentIsCounted() throws InterruptedException {
        Workload workload = EngineTestPlans.of("rate 1k warmup 0s duration 300ms");
        long began = System.nanoTime();
        FakeSenders senders = new FakeSenders(sequence -> {
            while (sequence == 0 && System.nanoTime() - began < 600_000_000L) {
                Thread.onSpinWait();
            }
        });
        Engine engine = engine(workload, senders);
        engine.run(NOTHING, Duration.ZERO);
        WorkerStats stats = engine.stats().get(0);
        assertThat(stats.attempted() + stats.counts().sent().neverSent()).isEqualTo(300);
        assertThat(stats.counts().sent().neverSent()).isPositive();
    }
}
