package io.datastorm.run.fault;

import io.datastorm.cluster.ClusterException;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.Window;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Fault;
import io.datastorm.core.workload.FaultTarget;
import io.datastorm.generator.input.Credentials;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.run.load.LoadGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    /** What commands may take that still run at the end of the run. */
    private static final long COMMANDS_NANOS = 10_000_000_000L;

    private final List<Fault> faults;
    private final FaultTarget target;
    private final LoadGenerator generator;
    private final String bootstrapServers;
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
     * @param bootstrapServers what commands of the user are told
     * @param atRate whether what is missed is sent later
     */
    public FaultRunner(
            List<Fault> faults, FaultTarget target, LoadGenerator generator, String bootstrapServers, boolean atRate) {
        this.bootstrapServers = bootstrapServers;
        this.atRate = atRate;
        this.faults = faults;
        this.target = target;
        this.generator = generator;
    }

    /** A fault that was tried. */
    private static final class Done {
        private final Fault fault;
        /** Null if it is none. */
        private final FaultCommand command;
        /** Whether the cluster was worse off after it; starting a dead broker again is a relief. */
        private final boolean harm;

        private final long nanos;
        private final String error;
        /** When the broker that it started served; 0 if it has not, or if it starts none. */
        private volatile long servedNanos;

        Done(Fault fault, FaultCommand command, boolean harm, long nanos, String error) {
            this.fault = fault;
            this.command = command;
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
            news.add(Credentials.masked(fault.text()));
            done.add(apply(fault));
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

    private Done apply(Fault fault) {
        long now = System.nanoTime();
        boolean harm = harm(fault);
        FaultCommand command = null;
        String error = null;
        try {
            if (fault.action() instanceof Fault.Command text) {
                command = FaultCommand.start(text.command(), bootstrapServers);
            } else if (fault.action() instanceof Fault.OfCluster ofCluster) {
                ofCluster.apply(target);
            }
        } catch (ClusterException | AccessException e) {
            error = e.getMessage();
        } catch (IOException e) {
            error = "sh could not be started: " + e.getMessage();
        }
        Done each = new Done(fault, command, harm, now, error);
        if (error == null && fault.action() instanceof Fault.Restart restart) {
            watchReturn(restart.broker(), each);
        }
        return each;
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
        if (!stopped) {
            stop();
        }
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
        long deadline = System.nanoTime() + COMMANDS_NANOS;
        done.stream().map(each -> each.command).filter(Objects::nonNull).forEach(command -> command.end(deadline));
        return results();
    }

    private List<RunResult.FaultResult> results() {
        return IntStream.range(0, done.size())
                .mapToObj(index -> withOutput(result(index), done.get(index).command))
                .toList();
    }

    private static RunResult.FaultResult withOutput(RunResult.FaultResult plain, FaultCommand command) {
        return command == null ? plain : plain.with(command.exitCode(), command.output());
    }

    private RunResult.FaultResult result(int index) {
        Done each = done.get(index);
        long from = generator.window().fromNanos();
        double atSeconds = (each.nanos - from) / 1e9;
        long effect = each.command == null ? each.servedNanos : each.command.endNanos();
        Double served = effect == 0 ? null : (effect - from) / 1e9;
        String text = Credentials.masked(each.fault.text());
        if (each.error != null || !each.harm) {
            return new RunResult.FaultResult(text, atSeconds, null, false, null, served, each.error);
        }
        long until = until(index);
        AckSeries.Stop stop = series.longestStop(each.nanos, until);
        long recovery = series.recoveryNanos(each.nanos, until, new AckSeries.Normal(firstHarm(), atRate));
        return new RunResult.FaultResult(
                text, atSeconds, stop.nanos() / 1e6, !stop.ended(), recovery < 0 ? null : recovery / 1e9, served, null);
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
