package io.datastorm.cli;

import io.datastorm.cluster.ClusterException;
import io.datastorm.core.engine.Engine;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.RunResult;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.workload.Fault;
import io.datastorm.core.workload.FaultTarget;
import io.datastorm.kafka.admin.AccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Does what shall go wrong at its time, and watches how acknowledgements take it. One thread does the faults, because some take long; another one looks at the
 * counters.
 */
final class FaultRunner implements AutoCloseable {
    private static final long LOOK_NANOS = 5_000_000;

    private final List<Fault> faults;
    private final FaultTarget target;
    private final Engine engine;
    private final AckSeries series = new AckSeries();
    private final List<Done> done = new ArrayList<>();
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    FaultRunner(List<Fault> faults, FaultTarget target, Engine engine) {
        this.faults = faults;
        this.target = target;
        this.engine = engine;
    }

    /**
     * A fault that was tried.
     *
     * @param harm whether the cluster was worse off after it; starting a dead broker again is a relief
     */
    private record Done(Fault fault, boolean harm, long nanos, String error) {}

    /** The run begins, the measured window is known. */
    void start() {
        if (faults.isEmpty()) {
            return;
        }
        threads.add(new Thread(this::act, "faults"));
        threads.add(new Thread(this::look, "fault-watch"));
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    private void act() {
        Window window = engine.window();
        for (Fault fault : faults) {
            while (!stopped
                    && System.nanoTime() - window.fromNanos() < fault.at().toNanos()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (stopped) {
                return;
            }
            long now = System.nanoTime();
            news.add(fault.text());
            String error = apply(fault);
            synchronized (done) {
                done.add(new Done(fault, harm(fault), now, error));
            }
        }
    }

    private boolean harm(Fault fault) {
        if (fault.action() instanceof Fault.Restart restart) {
            Fault.Action before = null;
            for (Done each : done) {
                boolean same =
                        each.fault().action() instanceof Fault.OfBroker other && other.broker() == restart.broker();
                before = same ? each.fault().action() : before;
            }
            return !(before instanceof Fault.Kill);
        }
        return fault.action().harm();
    }

    private String apply(Fault fault) {
        try {
            fault.action().apply(target);
            return null;
        } catch (ClusterException | AccessException e) {
            return e.getMessage();
        }
    }

    private void look() {
        while (!stopped) {
            series.add(
                    System.nanoTime(),
                    engine.stats().stream().mapToLong(WorkerStats::acknowledged).sum());
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** What was done since the last call. */
    List<String> news() {
        List<String> texts = new ArrayList<>();
        for (String text = news.poll(); text != null; text = news.poll()) {
            texts.add(text);
        }
        return texts;
    }

    @Override
    public void close() {
        stop();
    }

    /** Nothing more is done from here on. What happened: a fault's effect is looked for up to the next one that does harm. */
    List<RunResult.FaultResult> stop() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return results();
    }

    private List<RunResult.FaultResult> results() {
        List<RunResult.FaultResult> results = new ArrayList<>();
        long from = engine.window().fromNanos();
        for (int i = 0; i < done.size(); i++) {
            Done each = done.get(i);
            double atSeconds = (each.nanos() - from) / 1e9;
            if (each.error() != null || !each.harm()) {
                results.add(new RunResult.FaultResult(each.fault().text(), atSeconds, null, null, each.error()));
                continue;
            }
            long until = until(i);
            long recovery = series.recoveryNanos(each.nanos(), until, firstHarm());
            results.add(new RunResult.FaultResult(
                    each.fault().text(),
                    atSeconds,
                    series.longestStopNanos(each.nanos(), until) / 1e6,
                    recovery < 0 ? null : recovery / 1e9,
                    null));
        }
        return results;
    }

    private long firstHarm() {
        return done.stream()
                .filter(Done::harm)
                .mapToLong(Done::nanos)
                .findFirst()
                .orElse(0);
    }

    private long until(int index) {
        long end = engine.window().toNanos();
        return done.subList(index + 1, done.size()).stream()
                .filter(Done::harm)
                .mapToLong(Done::nanos)
                .findFirst()
                .orElse(end);
    }
}
