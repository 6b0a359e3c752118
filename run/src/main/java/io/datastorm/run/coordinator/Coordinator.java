package io.datastorm.run.coordinator;

import io.datastorm.core.engine.RunWindows;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.engine.WarmupWatch;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.SnapshotCodec;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.measure.snapshot.Usage;
import io.datastorm.core.measure.snapshot.UsageMeter;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.control.ControlChannel;
import io.datastorm.kafka.control.ControlMessage;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.Messages;
import io.datastorm.run.control.SteadyClock;
import io.datastorm.run.launcher.AgentLauncher;
import io.datastorm.run.load.LoadGenerator;
import io.datastorm.run.load.LoadListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/**
 * Sends with agents: gives them the plan, lets all of them begin at one moment, and puts together what they tell. It
 * hears and tells on the thread that calls {@link #prepare} and {@link #run}.
 */
public final class Coordinator implements LoadGenerator {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration LOOK = Duration.ofMillis(20);
    /** Everybody must know of a time before it comes. */
    private static final long AHEAD_NANOS = SECOND;
    /** How much longer than the wait for answers agents may take to end. */
    private static final long ENDING_NANOS = 2 * SECOND;
    /** How long agents may take to start and to prepare their records. */
    private static final long START_NANOS = 120 * SECOND;

    private final Terms terms;
    private final ControlChannel channel;
    private final SteadyClock clock;
    private final UsageMeter meter;
    private final UUID incarnation = UUID.randomUUID();
    private final AgentRegistry agents;
    private final AgentWatch watch;
    private final List<String> names;
    private final RunWindows windows;
    private final StopSignal stop = new StopSignal();
    private SecondCollector collector;
    private BrokerUsage brokers;
    private WarmupWatch warmup;
    private long malformed;
    private boolean begun;
    private boolean stopTold;
    private long toldNanos;
    private long deadlineNanos = Long.MAX_VALUE;
    private boolean secondTold;
    /** Of each stream, as far as seconds were told. */
    private final long[] acknowledgedOf;

    /** Null if nobody wants it. */
    private AckSeries acknowledgements;

    /**
     * What it coordinates.
     *
     * @param plan of each agent; its incarnation is filled in
     * @param streams what is sent
     * @param address what agents must know to find the run
     * @param launcher starts the agents
     * @param journals of each stream, in the order of the streams; none without a verification
     */
    public record Terms(
            AgentPlan plan,
            List<StreamPlan> streams,
            AgentLauncher.RunAddress address,
            AgentLauncher launcher,
            List<Journal> journals) {
        /** The names of the streams, in the order of the plan. */
        List<String> names() {
            return streams.stream().map(StreamPlan::title).toList();
        }
    }

    /** Takes the channel. */
    public Coordinator(Terms terms, ControlChannel channel, SteadyClock clock, BrokerMeter brokers) {
        this.terms = terms;
        this.channel = channel;
        this.clock = clock;
        this.meter = new UsageMeter(brokers, List::of);
        this.names = terms.names();
        this.acknowledgedOf = new long[names.size()];
        this.windows = new RunWindows(
                terms.streams(),
                terms.streams().stream().map(stream -> new Window()).toList());
        this.agents = new AgentRegistry(terms, clock, this::send);
        this.watch = new AgentWatch(agents, terms.launcher(), terms.plan().faults());
    }

    @Override
    public void prepare() {
        terms.launcher().start(terms.address());
        long since = System.nanoTime();
        while (!agents.all(AgentState.Status.READY)) {
            hear();
            requireWanted();
            agents.forgetSilent(System.nanoTime());
            agents.each().forEach(this::requirePresent);
            if (System.nanoTime() - since > START_NANOS) {
                throw new AccessException(agents.missing(START_NANOS / SECOND), null);
            }
        }
    }

    private void requireWanted() {
        if (stop.getAsBoolean()) {
            tellStop();
            throw new CancellationException("interrupted before anything was sent");
        }
    }

    private void requirePresent(AgentState agent) {
        if (agent.ended() != null) {
            tellStop();
            throw new AccessException(
                    "agent %d on %s: %s"
                            .formatted(
                                    agent.index(), agent.host(), agent.ended().message()),
                    null);
        }
        terms.launcher().gone(agent.index()).ifPresent(how -> {
            tellStop();
            throw new AccessException("agent %d is not there: %s".formatted(agent.index(), how), null);
        });
    }

    @Override
    public void run(LoadListener listener) throws InterruptedException {
        collector = new SecondCollector(snapshots -> second(listener, snapshots));
        begun = true;
        listener.starting();
        meter.begin();
        brokers = new BrokerUsage(meter::next, System.nanoTime());
        // Everybody must hear of it in time: nothing slow may come between this and telling it.
        long start = listener.begin(System.nanoTime() + AHEAD_NANOS);
        windows.begin(start);
        warmup = windows.watch(stream -> acknowledgedOf[stream], AHEAD_NANOS).orElse(null);
        agents.each().forEach(agent -> agent.status(AgentState.Status.SENDING));
        send(Messages.Type.START, Messages.json(new Messages.Time(clock.epoch(start))));
        boolean draining = false;
        while (!agents.each().stream().allMatch(AgentState::over)) {
            hear();
            look(System.nanoTime());
            if (!draining && agents.each().stream().noneMatch(agent -> agent.status() == AgentState.Status.SENDING)) {
                draining = true;
                listener.draining();
            }
        }
        collector.tell(Set.of(), Long.MAX_VALUE);
        closeWindows(System.nanoTime());
    }

    /** A stream by records ends with its last acknowledgement: when that was its agents have told. */
    private void closeWindows(long now) {
        for (int stream = 0; stream < names.size(); stream++) {
            Window window = windows.streams().get(stream);
            if (window.toNanos() == Long.MAX_VALUE) {
                long last = agents.lastEnd(names.get(stream)).stream()
                        .map(clock::monotonic)
                        .findFirst()
                        .orElse(now);
                window.endAt(Math.max(window.fromNanos() + 1, last));
            }
        }
        windows.close(now);
    }

    private void second(LoadListener listener, List<Snapshot> snapshots) {
        for (Snapshot snapshot : snapshots) {
            for (StreamSnapshot part : snapshot.streams()) {
                acknowledgedOf[names.indexOf(part.stream())] +=
                        part.counts().sent().acknowledged();
            }
        }
        secondTold = true;
        listener.second(brokers.addTo(snapshots, windows.run().fromNanos()));
    }

    private void look(long now) {
        watch.lost(now, channel.ownMessageNanos()).forEach((agent, how) -> lost(agent, how, now));
        brokers.look(now, windows.run().fromNanos());
        secondTold = false;
        collector.tell(agents.sending(), watch.timeWithoutOutages(now));
        if (secondTold) {
            warmUp(now);
        }
        if (stop.getAsBoolean()) {
            end(now);
        }
    }

    /** Looks once for each told second: between two seconds throughput would seem to be zero. */
    private void warmUp(long now) {
        if (warmup != null && !stop.getAsBoolean()) {
            warmup.look(now, windows.run().fromNanos()).ifPresent(from -> {
                windows.measureFrom(from);
                send(Messages.Type.MEASURE, Messages.json(new Messages.Time(clock.epoch(from))));
            });
        }
    }

    private void end(long now) {
        if (!stopTold) {
            tellStop();
            windows.cut(now);
            deadlineNanos = now + stop.request().reason().patience().toNanos() + ENDING_NANOS;
        }
        if (now > deadlineNanos) {
            agents.each().stream()
                    .filter(agent -> !agent.over())
                    .forEach(agent -> lost(agent, "it did not end in time", now));
        }
    }

    private void lost(AgentState agent, String how, long now) {
        agent.lost(Math.max(0, (now - windows.run().fromNanos()) / 1e9));
        stop(StopSignal.Reason.AGENT_LOST, "agent %d on %s is lost: %s".formatted(agent.index(), agent.host(), how));
    }

    private void tellStop() {
        stopTold = true;
        StopSignal.Request request = stop.request();
        Messages.Stop asked = request == null
                ? new Messages.Stop(StopSignal.Reason.INTERRUPTED.name(), "the run did not begin")
                : new Messages.Stop(request.reason().name(), request.message());
        send(Messages.Type.STOP, Messages.json(asked));
    }

    private void hear() {
        for (ControlMessage message : channel.poll(LOOK)) {
            Messages.Type type = Messages.Type.of(message.type());
            if (type == null || message.from() < 0) {
                continue;
            }
            try {
                if (message.from() < agents.each().size()) {
                    understand(agents.each().get(message.from()), type, message);
                } else if (type == Messages.Type.HELLO) {
                    agents.refuse(message.incarnation(), agents.countRefusal());
                }
            } catch (IllegalArgumentException e) {
                // It is of this run and not well-formed: it counts for nothing.
                malformed++;
            }
        }
        long now = System.nanoTime();
        if (now - toldNanos > SECOND) {
            toldNanos = now;
            send(Messages.Type.ALIVE, new byte[0]);
        }
    }

    private void understand(AgentState agent, Messages.Type type, ControlMessage message) {
        if (type == Messages.Type.HELLO) {
            agents.hello(agent, message.incarnation(), Messages.read(message.payload(), Messages.Hello.class), begun);
            return;
        }
        if (!agent.is(message.incarnation()) || agent.over()) {
            return;
        }
        long now = System.nanoTime();
        agent.heard(now);
        switch (type) {
            case SNAPSHOT -> snapshot(agent, SnapshotCodec.decode(message.payload()), now);
            case ACKS -> acknowledgements(Messages.read(message.payload(), Messages.Acks.class));
            case ENDED -> ended(agent, Messages.read(message.payload(), Messages.Ended.class));
            default -> agents.understand(agent, type, message.payload());
        }
    }

    private void snapshot(AgentState agent, Snapshot told, long now) {
        if (collector == null || told.agent() != agent.index()) {
            return;
        }
        if (!told.streams().stream().allMatch(part -> names.contains(part.stream()))) {
            throw new IllegalArgumentException("a stream that the run does not have");
        }
        agent.toldSnapshot();
        collector.add(agents.sharesProcess(agent) ? told.with(Usage.NONE) : told, watch.timeWithoutOutages(now));
    }

    private void acknowledgements(Messages.Acks told) {
        AckSeries.Part part = new AckSeries.Part(clock.monotonic(told.fromEpochNanos()), told.counts());
        if (part.fromNanos() > System.nanoTime()) {
            throw new IllegalArgumentException("acknowledgements of the future");
        }
        if (acknowledgements != null) {
            acknowledgements.add(part);
        }
    }

    /** Before the run has begun, an agent that ended is one that is missing. */
    private void ended(AgentState agent, Messages.Ended how) {
        agent.ended(how);
        if (begun && how.reason() != null && !stop.getAsBoolean()) {
            stop(
                    StopSignal.Reason.WORKER_FAILED,
                    "agent %d on %s: %s".formatted(agent.index(), agent.host(), how.message()));
        }
    }

    private void send(Messages.Type type, byte[] payload) {
        channel.send(new ControlMessage(channel.run(), ControlMessage.COORDINATOR, incarnation, type.code(), payload));
    }

    @Override
    public void stop(StopSignal.Reason reason, String message) {
        stop.request(reason, message);
    }

    @Override
    public StopSignal.Request stopRequest() {
        return stop.request();
    }

    @Override
    public RunRecorder.Windows windows() {
        return new RunRecorder.Windows(windows.run(), windows.streams());
    }

    /** The agents watch; what they see arrives once a second. */
    @Override
    public AckSeries sampleAcknowledgements() {
        acknowledgements = new AckSeries(System.nanoTime());
        return acknowledgements;
    }

    @Override
    public Double connectMillis() {
        return agents.connectMillis();
    }

    @Override
    public boolean warmedUp() {
        return warmup == null || warmup.steady();
    }

    @Override
    public Map<Integer, RunRecorder.AgentFacts> agents() {
        return agents.facts();
    }

    /** Whether the journals have everything that the agents had to tell. */
    @Override
    public boolean journalsComplete() {
        return agents.journalsComplete();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = agents.warnings();
        if (channel.trouble() != null) {
            warnings.add("the control topic: " + channel.trouble());
        }
        if (collector != null && collector.late() > 0) {
            warnings.add("%d of the agents' snapshots came too late for their second".formatted(collector.late()));
        }
        long ignored = channel.ignored() + malformed;
        if (ignored > 0) {
            warnings.add("%d messages on the control topic were not well-formed, and ignored".formatted(ignored));
        }
        return warnings;
    }

    @Override
    public void close() {
        if (!stopTold && !agents.each().stream().allMatch(AgentState::over)) {
            tellStop();
        }
        terms.launcher().close();
        channel.close();
        meter.close();
    }
}
