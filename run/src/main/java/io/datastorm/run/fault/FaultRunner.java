package io.datastorm.run.fault;

import io.datastorm.cluster.ClusterException;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.Window;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Fault;
import io.datastorm.core.workload.FaultTarget;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.run.load.LoadGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Does what shall go wrong at its time, and watches how acknowledgements take it. One thread does the faults, because
 * some take long; another one looks at the counters. When the measured window is over, brokers that are still away come
 * back, so that nothing waits for them in vain.
 */
public final class FaultRunner implements AutoCloseable {
    private static final long LOOK_NANOS = 5_000_000;

    private final List<Fault> faults;
    private final FaultTarget target;
    private final LoadGenerator generator;
    private final boolean atRate;
    private final AckSeries series = new AckSeries();
    private final List<Done> done = new CopyOnWriteArrayList<>();
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile boolean draining;

    /**
     * For a run.
     *
     * @param atRate whether what is missed is sent later
     */
    public FaultRunner(List<Fault> faults, FaultTarget target, LoadGenerator generator, boolean atRate) {
        this.atRate = atRate;
        this.faults = faults;
        this.target = target;
        this.generator = generator;
    }

    /** A fault that was tried. */
    private static final class Done {
        private final Fault fault;
        /** Whether the cluster was worse off after it; starting a dead broker again is a relief. */
        private final boolean harm;

        private final long nanos;
        private final String error;
        /** When the broker that it started served; 0 if it has not, or if it starts none. */
        private volatile long servedNanos;

        Done(Fault fault, boolean harm, long nanos, String error) {
            this.fault = fault;
            this.harm = harm;
            this.nanos = nanos;
            this.error = error;
        }
    }

    /** The run begins, the measured window is known. */
    public void start() {
        if (faults.isEmpty()) {
            return;
        }
        threads.add(new Thread(this::act, "faults"));
        threads.add(new Thread(this::look, "fault-watch"));
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    private void act() {
        Window window = generator.window();
        for (Fault fault : faults) {
            while (!over(window)
                    && System.nanoTime() - window.fromNanos() < fault.at().toNanos()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (over(window)) {
                break;
            }
            long now = System.nanoTime();
            news.add(fault.text());
            boolean harm = harm(fault);
            String error = apply(fault);
            Done each = new Done(fault, harm, now, error);
            done.add(each);
            if (error == null && fault.action() instanceof Fault.Restart restart) {
                watchReturn(restart.broker(), each);
            }
        }
        while (!over(window)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        target.restore();
    }

    /** Also when the run was stopped, or has sent its last record. */
    private boolean over(Window window) {
        return stopped || draining || generator.stopRequest() != null || System.nanoTime() - window.toNanos() >= 0;
    }

    /** All records are sent: what is missing is awaited, and must be able to come. */
    public void draining() {
        draining = true;
    }

    /** A broker that starts takes seconds, in which the next fault may be due. */
    private void watchReturn(int broker, Done started) {
        Thread watch = new Thread(
                () -> {
                    if (target.awaitServing(broker)) {
                        started.servedNanos = System.nanoTime();
                    }
                },
                "fault-return");
        watch.setDaemon(true);
        watch.start();
    }

    private boolean harm(Fault fault) {
        if (fault.action() instanceof Fault.Restart restart) {
            Fault.Action before = null;
            for (Done each : done) {
                boolean same =
                        each.fault.action() instanceof Fault.OfBroker other && other.broker() == restart.broker();
                before = same ? each.fault.action() : before;
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
            series.add(System.nanoTime(), generator.acknowledged());
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** What was done since the last call. */
    public List<String> news() {
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

    /**
     * Nothing more is done from here on. What happened: a fault's effect is looked for up to the next one that does
     * harm.
     */
    public List<RunResult.FaultResult> stop() {
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
        return IntStream.range(0, done.size()).mapToObj(this::result).toList();
    }

    private RunResult.FaultResult result(int index) {
        Done each = done.get(index);
        long from = generator.window().fromNanos();
        double atSeconds = (each.nanos - from) / 1e9;
        Double served = each.servedNanos == 0 ? null : (each.servedNanos - from) / 1e9;
        if (each.error != null || !each.harm) {
            return new RunResult.FaultResult(each.fault.text(), atSeconds, null, false, null, served, each.error);
        }
        long until = until(index);
        AckSeries.Stop stop = series.longestStop(each.nanos, until);
        long recovery = series.recoveryNanos(each.nanos, until, new AckSeries.Normal(firstHarm(), atRate));
        return new RunResult.FaultResult(
                each.fault.text(),
                atSeconds,
                stop.nanos() / 1e6,
                !stop.ended(),
                recovery < 0 ? null : recovery / 1e9,
                served,
                null);
    }

    private long firstHarm() {
        return done.stream()
                .filter(each -> each.harm)
                .mapToLong(each -> each.nanos)
                .findFirst()
                .orElse(0);
    }

    private long until(int index) {
        long end = generator.window().toNanos();
        return done.subList(index + 1, done.size()).stream()
                .filter(each -> each.harm)
                .mapToLong(each -> each.nanos)
                .findFirst()
                .orElse(end);
    }
}
