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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private static final long LOOK_MILLIS = 20;

    private final Workload workload;
    private final Senders senders;
    private final NanoClock clock;
    private final Window window = new Window();
    private final StopSignal stop = new StopSignal();
    private final Deadline drain = new Deadline();
    private final List<WorkerStats> stats;
    /** Null if the warm-up has a length. */
    private volatile WarmupWatch warmup;

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

    /** False if the warm-up was to last until throughput is steady, and it was not. */
    public boolean warmedUp() {
        return warmup == null || warmup.steady();
    }

    /** Why the run was stopped; null if it was not. */
    public StopSignal.Request stopRequest() {
        return stop.request();
    }

    /** Ends the run early: workers stop, what they sent is awaited. */
    public void stop(StopSignal.Reason reason, String message) {
        stop.request(reason, message);
        drain.within(reason.patience());
        senders.hurry(reason.patience());
    }

    /** What happens around the run. */
    public interface Stages {
        /** The times are set, the workers start now. */
        void starting(long nowNanos);

        /** All records are sent; their answers are awaited now. */
        void draining();
    }

    /**
     * Sends everything and waits for the answers.
     *
     * @param drainPatience how long to wait for answers when the run was not stopped
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void run(Stages stages, Duration drainPatience) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try {
            run(stages, drainPatience, threads);
        } catch (InterruptedException | RuntimeException | Error e) {
            abandon(threads);
            throw e;
        }
    }

    private void run(Stages stages, Duration drainPatience, List<Thread> threads) throws InterruptedException {
        List<Sender> opened = IntStream.range(0, stats.size())
                .mapToObj(worker -> senders.open(worker, stats.get(worker)))
                .toList();
        long start = clock.nanos() + HEAD_START.toNanos();
        Extent extent = workload.extent();
        long from = start + extent.warmup().atMost().toNanos();
        window.begin(start);
        window.set(from, extent.duration().map(d -> from + d.toNanos()).orElse(Long.MAX_VALUE));
        warmup = extent.warmup().untilSteady() ? new WarmupWatch(window, stats, start) : null;
        stages.starting(clock.nanos());
        CountDownLatch sending = new CountDownLatch(opened.size());
        for (int worker = 0; worker < opened.size(); worker++) {
            threads.add(thread(worker, opened.get(worker), sending, start));
        }
        threads.forEach(Thread::start);
        awaitSent(sending, threads);
        Duration patience = drainPatience;
        if (stop.getAsBoolean()) {
            // A worker that died asked for the stop by itself: nobody has told the senders yet.
            patience = stop.request().reason().patience();
            senders.hurry(patience);
            window.endAt(Math.max(window.fromNanos(), Math.min(window.toNanos(), clock.nanos())));
        }
        stages.draining();
        drain.within(patience);
        for (Thread thread : threads) {
            thread.join();
        }
        senders.close(drainPatience);
        stats.forEach(WorkerStats::flush);
        closeWindow();
    }

    private Thread thread(int worker, Sender sender, CountDownLatch sending, long start) {
        Worker.Ending ending = new Worker.Ending(sending::countDown, drain::over);
        Worker body = new Worker(
                share(worker),
                phases(worker, start),
                new Worker.Outlet(sender, stats.get(worker), ending),
                pacer(sender),
                stop);
        return new Thread(body, "worker-" + (worker + 1));
    }

    /** Nobody waits for the run any more: nothing is sent after this, and nothing stays open. */
    private void abandon(List<Thread> threads) {
        stop(StopSignal.Reason.INTERRUPTED, "interrupted");
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(STOP_PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        senders.close(Duration.ZERO);
    }

    private Pacer pacer(Sender sender) {
        return workload.sender().spin()
                ? Pacer.spinning(clock, stop, sender::idle)
                : Pacer.resting(clock, stop, sender::idle);
    }

    private Load.Share share(int worker) {
        return new Load.Share(worker, stats.size(), workload.records().seed());
    }

    private List<Worker.Phase> phases(int worker, long start) {
        Load.Share share = share(worker);
        Load load = workload.load();
        Load before = load.warmup();
        List<Worker.Phase> phases = new ArrayList<>();
        if (window.fromNanos() > start) {
            phases.add(new Worker.Phase(
                    before.schedule(share), before.openLoop(), () -> start, window::fromNanos, Long.MAX_VALUE));
        }
        long records =
                workload.extent().records().map(total -> shareOf(total, worker)).orElse(Long.MAX_VALUE);
        phases.add(
                new Worker.Phase(load.schedule(share), load.openLoop(), window::fromNanos, window::toNanos, records));
        return phases;
    }

    /** Splits a number of records over the workers so that none is lost: the first ones get one more. */
    private long shareOf(long total, int worker) {
        return total / stats.size() + (worker < total % stats.size() ? 1 : 0);
    }

    /**
     * Until no worker sends any more. One that has ended its sending looks after its sender, and must not be disturbed.
     */
    private void awaitSent(CountDownLatch sending, List<Thread> threads) throws InterruptedException {
        long interruptAt = Long.MAX_VALUE;
        while (!sending.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (stop.getAsBoolean() && interruptAt == Long.MAX_VALUE) {
                interruptAt = clock.nanos() + STOP_PATIENCE.toNanos();
            }
            if (warmup != null && !stop.getAsBoolean()) {
                warmup.look(clock.nanos());
            }
            if (clock.nanos() >= interruptAt) {
                threads.forEach(Thread::interrupt);
            }
        }
    }

    /** A run by records has no end of its own: it is the last acknowledgement. */
    private void closeWindow() {
        if (window.toNanos() == Long.MAX_VALUE) {
            long last = stats.stream()
                    .mapToLong(WorkerStats::lastAcknowledgementNanos)
                    .max()
                    .orElse(0);
            window.endAt(last == 0 ? clock.nanos() : Math.max(window.fromNanos() + 1, last));
        }
    }
}
