package io.datastorm.run.agent;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.HostName;
import io.datastorm.kafka.control.ControlChannel;
import io.datastorm.kafka.control.ControlMessage;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.ClockExchange;
import io.datastorm.run.control.ClockOffset;
import io.datastorm.run.control.ControlOutage;
import io.datastorm.run.control.Messages;
import io.datastorm.run.control.SteadyClock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * An agent's line to the coordinator. One thread hears, asks for the time, and says each second that the agent lives.
 * When nothing is heard of the coordinator for {@link Messages#SILENCE_NANOS}, the agent is stopped: nobody would tell
 * it.
 */
final class AgentLink implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long QUESTION_NANOS = 50_000_000;
    private static final long MEASURE_AGAIN_NANOS = 10 * SECOND;
    /** So long before the beginning the clock is settled. */
    private static final long SETTLED_NANOS = SECOND / 4;

    private static final String PROCESS = UUID.randomUUID().toString();
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ControlChannel channel;
    private final Agent.Identity identity;
    private final SteadyClock clock;
    private final UUID incarnation = UUID.randomUUID();
    /** Whose plan it is; null before there is one. */
    private UUID coordinator;

    private final Thread thread;
    private final CompletableFuture<AgentPlan> plan = new CompletableFuture<>();
    private final CompletableFuture<ClockOffset> measured = new CompletableFuture<>();
    private final CompletableFuture<Long> start = new CompletableFuture<>();
    private final CompletableFuture<Messages.Stop> stop = new CompletableFuture<>();
    private final CompletableFuture<Long> measureFrom = new CompletableFuture<>();
    private final ClockExchange exchange;
    private volatile ClockOffset offset;
    /** What the run goes by, and since when. */
    private volatile ClockOffset settledOffset;

    private volatile long settledNanos;
    private volatile boolean settled;
    private volatile boolean closed;
    private ControlOutage outage = new ControlOutage(false);
    private long heardNanos;
    private long toldNanos;
    private long askedNanos;
    private long measuredNanos;

    /** Takes the channel, and begins to say hello. */
    AgentLink(ControlChannel channel, Agent.Identity identity, SteadyClock clock) {
        this.channel = channel;
        this.identity = identity;
        this.clock = clock;
        this.exchange = new ClockExchange(clock);
        this.thread = new Thread(this::listen, "agent-control");
        thread.setDaemon(true);
        thread.start();
    }

    /** The agent is not wanted; the message says why. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** The agent was stopped before it sent anything. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final StopSignal.Reason reason;

        StoppedException(Messages.Stop asked) {
            super(asked.message());
            this.reason = AgentLink.reason(asked.reason());
        }

        StopSignal.Reason reason() {
            return reason;
        }
    }

    static StopSignal.Reason reason(String name) {
        try {
            return StopSignal.Reason.valueOf(name);
        } catch (IllegalArgumentException e) {
            return StopSignal.Reason.INTERRUPTED;
        }
    }

    /** Waits for the plan. */
    AgentPlan plan(Duration patience) throws InterruptedException {
        try {
            return await(plan, patience);
        } catch (TimeoutException e) {
            throw new RefusedException("no run has answered for %d s".formatted(patience.toSeconds()));
        }
    }

    /** Waits until the clock has been measured. */
    ClockOffset clockOffset() throws InterruptedException {
        return await(measured);
    }

    /**
     * Says that all is ready, and waits for the beginning: by the agent's monotonic clock. Until shortly before it the
     * clock is measured on, because all agents are idle now; then the best that is known counts for the whole run.
     */
    long ready() throws InterruptedException {
        clockOffset();
        send(Messages.Type.READY, Messages.json(clock()));
        long first = await(start);
        while (local(first) - System.nanoTime() > SETTLED_NANOS) {
            LockSupport.parkNanos(QUESTION_NANOS);
        }
        settledOffset = offset;
        settledNanos = System.nanoTime();
        settled = true;
        return local(first);
    }

    /** Is told once if the agent shall end. */
    void onStop(Consumer<Messages.Stop> listener) {
        CompletableFuture<Void> unused = stop.thenAccept(listener);
    }

    /** Is told the time at which the measured window begins, if it comes earlier than planned. */
    void onMeasure(LongConsumer listener) {
        CompletableFuture<Void> unused = measureFrom.thenAccept(epoch -> listener.accept(local(epoch)));
    }

    /** What the run goes by; until that is settled, the best that is known. */
    private ClockOffset current() {
        return settled ? settledOffset : offset;
    }

    /** A time of the coordinator's clock by our monotonic one. */
    private long local(long coordinatorEpochNanos) {
        return clock.monotonic(coordinatorEpochNanos + current().nanos());
    }

    /** A time of our monotonic clock by the coordinator's. */
    long coordinator(long monotonicNanos) {
        return clock.epoch(monotonicNanos) - current().nanos();
    }

    /** How well the clock is known by now. */
    Messages.Clock clock() {
        return new Messages.Clock(offset.nanos(), offset.errorNanos());
    }

    void send(Messages.Type type, byte[] payload) {
        channel.send(new ControlMessage(channel.run(), identity.index(), incarnation, type.code(), payload));
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return await(future, Duration.ofNanos(Long.MAX_VALUE));
        } catch (TimeoutException e) {
            throw new IllegalStateException("nobody waits for 292 years", e);
        }
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience)
            throws InterruptedException, TimeoutException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the agent does not hear its run any more", e.getCause());
        }
    }

    private void listen() {
        try {
            while (!closed) {
                channel.poll(LOOK).forEach(this::heard);
                tell(System.nanoTime());
            }
        } catch (RuntimeException | Error e) {
            // Without this thread the agent does not hear the coordinator.
            fail(e, StopSignal.Reason.COORDINATOR_LOST);
        }
    }

    private void fail(Throwable e, StopSignal.Reason reason) {
        plan.completeExceptionally(e);
        measured.completeExceptionally(e);
        start.completeExceptionally(e);
        stop.complete(new Messages.Stop(reason.name(), String.valueOf(e.getMessage())));
    }

    private void heard(ControlMessage message) {
        Messages.Type type = Messages.Type.of(message.type());
        boolean known = coordinator == null
                ? type == Messages.Type.PLAN || type == Messages.Type.REFUSAL
                : coordinator.equals(message.incarnation());
        if (type == null || !known) {
            return;
        }
        heardNanos = System.nanoTime();
        try {
            understand(type, message);
        } catch (IllegalArgumentException e) {
            // It is of this run and not well-formed: somebody else's, or of another version. It counts for nothing.
            return;
        }
    }

    private void understand(Messages.Type type, ControlMessage message) {
        byte[] payload = message.payload();
        switch (type) {
            case PLAN -> {
                AgentPlan sent = Messages.read(payload, AgentPlan.class);
                if (sent.incarnation().equals(incarnation.toString())) {
                    // From now on this one alone is obeyed: a run of the same name may follow.
                    coordinator = message.incarnation();
                    outage = new ControlOutage(sent.faults());
                    accept(sent);
                }
            }
            case REFUSAL -> {
                Messages.Refusal refusal = Messages.read(payload, Messages.Refusal.class);
                if (refusal.incarnation().equals(incarnation.toString())) {
                    fail(new RefusedException(refusal.reason()), StopSignal.Reason.WORKER_FAILED);
                }
            }
            case ANSWER -> answered(Messages.read(payload, ClockExchange.ClockAnswer.class));
            case START ->
                start.complete(Messages.read(payload, Messages.Time.class).epochNanos());
            case MEASURE ->
                measureFrom.complete(Messages.read(payload, Messages.Time.class).epochNanos());
            case STOP -> stopped(Messages.read(payload, Messages.Stop.class));
            default -> {
                // What other agents tell is not for us.
            }
        }
    }

    private void accept(AgentPlan sent) {
        if (sent.version().equals(BuildVersions.datastorm())) {
            plan.complete(sent);
        } else {
            fail(
                    new RefusedException("the coordinator is DataStorm %s, this agent is %s: use the same version"
                            .formatted(sent.version(), BuildVersions.datastorm())),
                    StopSignal.Reason.WORKER_FAILED);
        }
    }

    /** The agent itself shall end. Any thread. */
    void cancel(String why) {
        stopped(new Messages.Stop(StopSignal.Reason.INTERRUPTED.name(), why));
    }

    private void stopped(Messages.Stop asked) {
        stop.complete(asked);
        StoppedException ended = new StoppedException(asked);
        plan.completeExceptionally(ended);
        measured.completeExceptionally(ended);
        start.completeExceptionally(ended);
    }

    private void answered(ClockExchange.ClockAnswer answer) {
        if (answer.agent() != identity.index()) {
            return;
        }
        exchange.answered(answer, clock.nanos());
        if (exchange.done()) {
            ClockOffset best = exchange.best();
            // Later ones show how far the one that the run goes by may be off by now.
            offset = offset == null
                    ? best
                    : settled ? settledOffset.and(best, System.nanoTime() - settledNanos) : offset.better(best);
            measuredNanos = System.nanoTime();
            exchange.again();
            measured.complete(offset);
        }
    }

    private void tell(long now) {
        if (!plan.isDone()) {
            if (now - toldNanos > SECOND / 2) {
                toldNanos = now;
                send(
                        Messages.Type.HELLO,
                        Messages.json(new Messages.Hello(
                                identity.of(),
                                HostName.own(),
                                PROCESS,
                                Runtime.getRuntime().availableProcessors(),
                                BuildVersions.datastorm())));
            }
            return;
        }
        if (now - toldNanos > SECOND) {
            toldNanos = now;
            send(Messages.Type.ALIVE, new byte[0]);
        }
        boolean due = !settled || now - measuredNanos > MEASURE_AGAIN_NANOS;
        if (due && now - askedNanos > QUESTION_NANOS) {
            askedNanos = now;
            long asked = clock.nanos();
            exchange.asked(asked);
            send(Messages.Type.QUESTION, Messages.json(new Messages.Question(asked)));
        }
        heardNanos += outage.since(now, channel.ownMessageNanos());
        if (now - heardNanos > Messages.SILENCE_NANOS) {
            stopped(new Messages.Stop(
                    StopSignal.Reason.COORDINATOR_LOST.name(), "nothing was heard of the coordinator for 6 s"));
        }
    }

    /** What went wrong with the control topic; null if nothing did. */
    String trouble() {
        return channel.trouble();
    }

    /** Brings out what was told. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
