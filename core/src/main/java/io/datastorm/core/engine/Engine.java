package io.datastorm.core.engine;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.pace.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the workers of all streams on one clock: warm-up, measured window, drain. One engine is one run.
 *
 * <p>{@link #run} blocks; {@link #stop} may be called from any thread.
 */
public final class Engine {
    /** Threads need a moment to start; the first record is due after it. */
    private static final Duration HEAD_START = Duration.ofMillis(20);
    /** A stopped worker may wait in a sender for room; after this it is interrupted. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private static final long LOOK_MILLIS = 20;

    private final List<RunningStream> streams;
    private final List<WorkerStats> stats;
    private final NanoClock clock;
    private final Timeline timeline;
    private final StopSignal stop = new StopSignal();
    private final Deadline drain = new Deadline();

    /** Takes the streams with their senders; closes them at the end of {@link #run}. */
    public Engine(List<RunningStream> streams, NanoClock clock) {
        this.streams = List.copyOf(streams);
        this.stats = streams.stream().flatMap(stream -> stream.stats().stream()).toList();
        this.clock = clock;
        this.timeline = new Timeline(this.streams);
    }

    /** What runs at the same time. */
    public List<RunningStream> streams() {
        return streams;
    }

    /** One for each worker of all streams. */
    public List<WorkerStats> stats() {
        return stats;
    }

    /** The measured window of all streams together. */
    public Window window() {
        return timeline.run();
    }

    /** When the first record is due: the beginning of the warm-up. */
    public long startNanos() {
        return timeline.startNanos();
    }

    /** False if the warm-up was to last until throughput is steady, and it was not. */
    public boolean warmedUp() {
        return timeline.warmedUp();
    }

    /**
     * Lets the measured window begin at another time, which is still to come: somebody else looks after the warm-up.
     * Any thread.
     */
    public void measureFrom(long nanos) {
        timeline.order(nanos);
    }

    /** Why the run was stopped; null if it was not. */
    public StopSignal.Request stopRequest() {
        return stop.request();
    }

    /** Ends the run early: workers stop, what they sent is awaited. */
    public void stop(StopSignal.Reason reason, String message) {
        stop.request(reason, message);
        drain.within(reason.patience());
        hurry(reason.patience());
    }

    private void hurry(Duration patience) {
        streams.forEach(stream -> stream.senders().hurry(patience));
    }

    /** What happens around the run. */
    public interface Stages {
        /**
         * All senders are open.
         *
         * @param soonestNanos when the first record can be due
         * @return when it is due
         * @throws InterruptedException if nobody waits for the run any more
         */
        default long begin(long soonestNanos) throws InterruptedException {
            return soonestNanos;
        }

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
        List<Opened> opened = open();
        timeline.begin(stages.begin(clock.nanos() + HEAD_START.toNanos()));
        stages.starting(clock.nanos());
        CountDownLatch sending = new CountDownLatch(opened.size());
        opened.forEach(worker -> threads.add(thread(worker, sending)));
        threads.forEach(Thread::start);
        awaitSent(sending, threads);
        Duration patience = drainPatience;
        if (stop.getAsBoolean()) {
            // A worker that died asked for the stop by itself: nobody has told the senders yet.
            patience = stop.request().reason().patience();
            hurry(patience);
            timeline.cut(clock.nanos());
        }
        stages.draining();
        drain.within(patience);
        for (Thread thread : threads) {
            thread.join();
        }
        close(drainPatience);
        stats.forEach(WorkerStats::flush);
        timeline.close(clock.nanos());
    }

    /** A worker's sender, before the worker. */
    private record Opened(RunningStream stream, int worker, Sender sender) {}

    private List<Opened> open() {
        List<Opened> opened = new ArrayList<>();
        for (RunningStream stream : streams) {
            for (int worker = 0; worker < stream.stats().size(); worker++) {
                Sender sender = stream.senders()
                        .open(
                                stream.plan().firstWorker() + worker,
                                stream.stats().get(worker));
                opened.add(new Opened(stream, worker, sender));
            }
        }
        return opened;
    }

    /** They share the time that there is; trouble of one does not leave the others open. */
    private void close(Duration patience) {
        Duration left = patience;
        RuntimeException trouble = null;
        for (RunningStream stream : streams) {
            long begun = System.nanoTime();
            try {
                stream.senders().close(left);
            } catch (RuntimeException e) {
                trouble = trouble == null ? e : trouble;
            }
            left = Duration.ofNanos(Math.max(0, left.toNanos() - (System.nanoTime() - begun)));
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private Thread thread(Opened opened, CountDownLatch sending) {
        RunningStream stream = opened.stream();
        int number = stream.plan().firstWorker() + opened.worker();
        Worker body = new Worker(
                stream.share(opened.worker()),
                phases(stream, opened.worker()),
                new Worker.Outlet(
                        stream.plan().workerName(number),
                        opened.sender(),
                        stream.stats().get(opened.worker()),
                        new Worker.Ending(() -> sent(stream, sending), drain::over)),
                pacer(stream, opened.sender()),
                stop);
        return new Thread(body, stream.plan().threadName(number));
    }

    private static void sent(RunningStream stream, CountDownLatch sending) {
        stream.workerSent();
        sending.countDown();
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
        close(Duration.ZERO);
    }

    private Pacer pacer(RunningStream stream, Sender sender) {
        return stream.plan().sender().spin()
                ? Pacer.spinning(clock, stop, sender::idle)
                : Pacer.resting(clock, stop, sender::idle);
    }

    private List<Worker.Phase> phases(RunningStream stream, int worker) {
        Load.Share share = stream.share(worker);
        Load load = stream.plan().load();
        Load before = load.warmup();
        Window window = stream.window();
        List<Worker.Phase> phases = new ArrayList<>();
        if (stream.plan().extent().warmsUp()) {
            phases.add(new Worker.Phase(
                    before.schedule(share),
                    before.openLoop(),
                    timeline::startNanos,
                    window::fromNanos,
                    Long.MAX_VALUE));
        }
        phases.add(new Worker.Phase(
                load.schedule(share), load.openLoop(), window::fromNanos, window::toNanos, stream.records(worker)));
        return phases;
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
            if (!stop.getAsBoolean()) {
                timeline.look(clock.nanos());
            }
            if (clock.nanos() >= interruptAt) {
                threads.forEach(Thread::interrupt);
            }
        }
    }
}
