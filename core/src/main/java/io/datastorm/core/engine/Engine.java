package io.datastorm.core.engine;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.pace.Pacer;
import io.datastorm.core.workload.Extent;
import io.datastorm.core.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs the workers of a workload: warm-up, measured window, drain. One engine is one run.
 *
 * <p>{@link #run} blocks; {@link #stop} may be called from any thread.
 */
public final class Engine {
    /** Threads need a moment to start; the first record is due after it. */
    private static final Duration HEAD_START = Duration.ofMillis(20);
    /** A stopped worker may wait in a sender for room; after this it is interrupted. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final Workload workload;
    private final Senders senders;
    private final NanoClock clock;
    private final Window window = new Window();
    private final StopSignal stop = new StopSignal();
    private final List<WorkerStats> stats;

    /** Takes the senders; closes them at the end of {@link #run}. */
    public Engine(Workload workload, Senders senders, NanoClock clock) {
        this.workload = workload;
        this.senders = senders;
        this.clock = clock;
        boolean openLoop = workload.load().openLoop();
        this.stats = IntStream.range(0, workload.sender().workers())
                .mapToObj(worker -> new WorkerStats(window, openLoop))
                .toList();
    }

    /** One for each worker, in their order. */
    public List<WorkerStats> stats() {
        return stats;
    }

    /** The measured window. */
    public Window window() {
        return window;
    }

    /** Why the run was stopped; null if it was not. */
    public StopSignal.Request stopRequest() {
        return stop.request();
    }

    /** Ends the run early: workers stop, what they sent is awaited. */
    public void stop(StopSignal.Reason reason, String message) {
        stop.request(reason, message);
        senders.hurry(reason.patience());
    }

    /** What happens around the run. */
    public interface Stages {
        /** The times are set, the workers start now. */
        void starting(long nowNanos);

        /** All workers have ended; their records are awaited now, this long at most. */
        void draining();
    }

    /**
     * Sends everything and waits for the answers.
     *
     * @param drainPatience how long to wait for answers when the run was not stopped
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void run(Stages stages, Duration drainPatience) throws InterruptedException {
        List<Sender> opened = IntStream.range(0, stats.size())
                .mapToObj(worker -> senders.open(worker, stats.get(worker)))
                .toList();
        long start = clock.nanos() + HEAD_START.toNanos();
        Extent extent = workload.extent();
        long measureFrom = start + extent.warmup().toNanos();
        long measureTo = extent.duration().map(d -> measureFrom + d.toNanos()).orElse(Long.MAX_VALUE);
        window.set(measureFrom, measureTo);
        stages.starting(clock.nanos());
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < opened.size(); worker++) {
            List<Worker.Phase> phases = phases(worker, start, measureFrom, measureTo);
            Sender sender = opened.get(worker);
            Worker body = new Worker(worker, opened.size(), phases, sender, stats.get(worker), pacer(sender), stop);
            threads.add(new Thread(body, "worker-" + (worker + 1)));
        }
        threads.forEach(Thread::start);
        awaitWorkers(threads);
        if (stop.getAsBoolean()) {
            // A worker that died asked for the stop by itself: nobody has told the senders yet.
            senders.hurry(stop.request().reason().patience());
            window.endAt(Math.max(measureFrom, Math.min(measureTo, clock.nanos())));
        }
        stages.draining();
        senders.close(drainPatience);
        stats.forEach(WorkerStats::flush);
        closeWindow(measureFrom);
    }

    private Pacer pacer(Sender sender) {
        return workload.sender().spin()
                ? Pacer.spinning(clock, stop, sender::idle)
                : Pacer.resting(clock, stop, sender::idle);
    }

    private List<Worker.Phase> phases(int worker, long start, long measureFrom, long measureTo) {
        Load.Share share =
                new Load.Share(worker, stats.size(), workload.records().seed());
        Load load = workload.load();
        Load warmup = load.warmup();
        List<Worker.Phase> phases = new ArrayList<>();
        if (measureFrom > start) {
            phases.add(new Worker.Phase(warmup.schedule(share), warmup.openLoop(), start, measureFrom, Long.MAX_VALUE));
        }
        long records =
                workload.extent().records().map(total -> shareOf(total, worker)).orElse(Long.MAX_VALUE);
        phases.add(new Worker.Phase(load.schedule(share), load.openLoop(), measureFrom, measureTo, records));
        return phases;
    }

    /** Splits a number of records over the workers so that none is lost: the first ones get one more. */
    private long shareOf(long total, int worker) {
        return total / stats.size() + (worker < total % stats.size() ? 1 : 0);
    }

    private void awaitWorkers(List<Thread> threads) throws InterruptedException {
        long interruptAt = Long.MAX_VALUE;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(20);
                if (stop.getAsBoolean() && interruptAt == Long.MAX_VALUE) {
                    interruptAt = clock.nanos() + STOP_PATIENCE.toNanos();
                }
                if (clock.nanos() >= interruptAt) {
                    threads.forEach(Thread::interrupt);
                }
            }
        }
    }

    /** A run by records has no end of its own: it is the last acknowledgement. */
    private void closeWindow(long measureFrom) {
        if (window.toNanos() == Long.MAX_VALUE) {
            long last = stats.stream()
                    .mapToLong(WorkerStats::lastAcknowledgementNanos)
                    .max()
                    .orElse(0);
            window.endAt(last == 0 ? clock.nanos() : Math.max(measureFrom + 1, last));
        }
    }
}
