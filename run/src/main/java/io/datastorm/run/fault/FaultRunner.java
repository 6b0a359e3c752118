package io.datastorm.run.fault;

import io.datastorm.cluster.ClusterException;
import io.datastorm.core.command.ShellCommand;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.Window;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.fault.ConsumerFault;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.fault.FaultTarget;
import io.datastorm.generator.input.Credentials;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.run.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Does what shall go wrong at its time, on a thread of its own, because some faults take long; in the end it tells how
 * acknowledgements took it. When the measured window is over, brokers that are still away come back, so that nothing
 * waits for them in vain.
 */
public final class FaultRunner implements AutoCloseable {
    private static final long LOOK_NANOS = 5_000_000;
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** What commands may take that still run at the end of the run. */
    private static final long COMMANDS_NANOS = 10_000_000_000L;

    private final Workload workload;
    private final FaultTarget target;
    private final LoadGenerator generator;
    private final String bootstrapServers;
    private final boolean open;
    private final FaultSchedule schedule;
    private final List<Done> done = new CopyOnWriteArrayList<>();
    /** What no second has told yet. */
    private final Queue<Done> news = new ConcurrentLinkedQueue<>();

    /** Null without faults that do harm. */
    private AckSeries series;

    private volatile Thread thread;
    private volatile boolean stopped;
    private volatile boolean draining;

    /**
     * For the faults of a run.
     *
     * @param bootstrapServers what commands of the user are told
     * @param open whether faults can be asked for while the run goes on
     */
    public FaultRunner(
            Workload workload, FaultTarget target, LoadGenerator generator, String bootstrapServers, boolean open) {
        this.bootstrapServers = bootstrapServers;
        this.open = open;
        this.schedule = new FaultSchedule(workload.faults());
        this.workload = workload;
        this.target = target;
        this.generator = generator;
    }

    /** A fault that was tried. */
    private static final class Done {
        private final Fault fault;
        /** Null if it is none. */
        private volatile ShellCommand command;
        /** Whether the cluster was worse off after it; starting a dead broker again is a relief. */
        private final boolean harm;

        private final long nanos;
        /** Null if it went as it should. */
        private volatile String error;
        /** When the broker that it started served; 0 if it has not, or if it starts none. */
        private volatile long servedNanos;

        Done(Fault fault, boolean harm, long nanos) {
            this.fault = fault;
            this.harm = harm;
            this.nanos = nanos;
        }

        String text() {
            return Credentials.masked(fault.text());
        }
    }

    /** The run begins, the measured window is known. */
    public void start() {
        if (workload.faults().isEmpty() && !open) {
            return;
        }
        if (!workload.faults().isEmpty() || injectable()) {
            series = generator.sampleAcknowledgements();
        }
        thread = new Thread(this::act, "faults");
        thread.setDaemon(true);
        thread.start();
    }

    private void act() {
        Window window = generator.window();
        while (!over(window)) {
            Optional<Fault> due = schedule.due(Duration.ofNanos(System.nanoTime() - window.fromNanos()));
            if (due.isPresent()) {
                Done each = new Done(due.get(), harm(due.get()), System.nanoTime());
                news.add(each);
                apply(each);
                done.add(each);
            } else {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        target.restore();
    }

    /**
     * Does a fault with the next second. Any thread.
     *
     * @param text without a time, such as {@code pause 2 for 3s}
     * @throws IllegalArgumentException if it cannot be done; with a message for a person
     */
    public void inject(String text) {
        requireOpen();
        if (!injectable()) {
            throw new IllegalArgumentException("this run takes faults of its plan only: --fault");
        }
        schedule.add(FaultRequest.fault(text, measured(), workload));
    }

    /** What tells how acknowledgements took a fault grows as long as the run goes on. */
    private boolean injectable() {
        return open && workload.agents().isEmpty() && !workload.endless() && !workload.consumesOnly();
    }

    /**
     * Marks this moment. Any thread.
     *
     * @throws IllegalArgumentException if it cannot be done; with a message for a person
     */
    public void note(String text) {
        requireOpen();
        schedule.add(List.of(FaultRequest.note(text, measured())));
    }

    private void requireOpen() {
        if (!open || thread == null || over(generator.window())) {
            throw new IllegalArgumentException("the run has not begun, or has ended");
        }
    }

    private Duration measured() {
        Window window = generator.window();
        long now = System.nanoTime();
        if (!window.contains(now)) {
            throw new IllegalArgumentException("the run is warming up: wait for its first measured second");
        }
        return Duration.ofNanos(now - window.fromNanos());
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

    private void apply(Done each) {
        Fault.Action action = each.fault.action();
        try {
            if (action instanceof Fault.Command text) {
                each.command = ShellCommand.start(text.command(), Map.of("BOOTSTRAP_SERVERS", bootstrapServers));
            } else if (action instanceof Fault.OfCluster ofCluster) {
                ofCluster.apply(target);
            } else if (action instanceof ConsumerFault ofConsumers) {
                ofConsumers.apply(target.consumers());
            }
            if (action instanceof Fault.Restart restart) {
                watchReturn(restart.broker(), each);
            }
        } catch (ClusterException | AccessException e) {
            each.error = e.getMessage();
        } catch (IOException e) {
            each.error = "sh could not be started: " + e.getMessage();
        }
    }

    /** What was done up to the end of this measured second, and was not told before. */
    public List<String> news(long second) {
        long end = generator.window().fromNanos() + second * SECOND_NANOS;
        List<String> texts = new ArrayList<>();
        for (Done first = news.peek(); first != null && first.nanos - end < 0; first = news.peek()) {
            texts.add(first.text());
            news.remove();
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
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private static RunResult.FaultResult withOutput(RunResult.FaultResult plain, ShellCommand command) {
        return command == null ? plain : plain.with(command.exitCode(), command.output());
    }

    private RunResult.FaultResult result(int index) {
        Done each = done.get(index);
        long from = generator.window().fromNanos();
        double atSeconds = (each.nanos - from) / 1e9;
        long effect = each.command == null ? each.servedNanos : each.command.endNanos();
        Double served = effect == 0 ? null : (effect - from) / 1e9;
        String text = each.text();
        if (each.error != null || !each.harm) {
            return new RunResult.FaultResult(text, atSeconds, null, false, null, served, each.error);
        }
        long until = until(index);
        AckSeries.Stop stop = series.longestStop(each.nanos, until);
        long recovery = series.recoveryNanos(each.nanos, until, normal(firstHarm()));
        return new RunResult.FaultResult(
                text, atSeconds, stop.nanos() / 1e6, !stop.ended(), recovery < 0 ? null : recovery / 1e9, served, null);
    }

    private AckSeries.Normal normal(long undisturbed) {
        if (!workload.openLoop()) {
            return new AckSeries.Normal(undisturbed, false, Double.POSITIVE_INFINITY);
        }
        Duration time =
                Duration.ofNanos(Math.max(0, undisturbed - generator.window().fromNanos()));
        double asked = workload.streams().stream()
                .mapToDouble(stream -> stream.load().rateAt(time))
                .sum();
        return new AckSeries.Normal(undisturbed, true, asked);
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
