package io.datastorm.run;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.ToldRecords;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.consumer.CommitRule;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.consumer.GroupPlan;
import io.datastorm.core.workload.consumer.GroupProtocol;
import io.datastorm.core.workload.consumer.Processing;
import io.datastorm.core.workload.consumer.ReaderKind;
import io.datastorm.core.workload.consumer.Role;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.through.ThroughPlan;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TopicCapacity;
import io.datastorm.kafka.consume.ConsumerGroup;
import io.datastorm.kafka.consume.StreamConsumers;
import io.datastorm.kafka.through.ThroughReader;
import io.datastorm.kafka.through.ThroughTopic;
import io.datastorm.run.verify.GroupDeliveries;
import io.datastorm.run.verify.Receivers;
import io.datastorm.run.verify.ThroughVerification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Who reads the topics of a stream while it is written: its consumer groups, and the reader of a live verification. */
final class StreamReaders implements AutoCloseable {
    private static final int NAME_CHARS = 8;
    /** A reader that measures, and is no consumer of the plan. */
    private static final ConsumerPlan LIVE = new ConsumerPlan(
            Role.BOTH,
            1,
            new GroupPlan(
                    1,
                    Optional.of("live-reader"),
                    Optional.empty(),
                    GroupProtocol.CONSUMER,
                    false,
                    new CommitRule(CommitRule.Kind.NONE, Optional.empty())),
            ReaderKind.DIRECT,
            Processing.NONE,
            Optional.empty(),
            Optional.empty(),
            Map.of());

    private final StreamPlan plan;
    private final Target target;
    private final DueStamp due;
    private final boolean wantsLive;
    private final String runId;
    private final Optional<Heading> verified;
    private Optional<StreamConsumers> consumers = Optional.empty();
    private Optional<StreamConsumers> live = Optional.empty();
    private Optional<ThroughVerification> through = Optional.empty();
    private long sendingNanos;

    /**
     * For one stream.
     *
     * @param target the cluster; it has an address
     * @param due tells when records were due
     * @param live whether the verification reads along
     * @param verified whose records are judged; empty if none are
     */
    StreamReaders(
            StreamPlan plan, Target target, DueStamp due, boolean live, String runId, Optional<Heading> verified) {
        this.plan = plan;
        this.target = target;
        this.due = due;
        this.wantsLive = live;
        this.runId = runId;
        this.verified = verified;
    }

    /**
     * Where readers begin.
     *
     * @param read the first offset of each partition that is read
     * @param written the first one that this run writes
     */
    record Starts(Map<Integer, Long> read, Map<Integer, Long> written) {}

    /** Stamps when records were due; empty if nobody reads that. */
    Optional<DueStamp> due() {
        boolean read = wantsLive
                || plan.through().isPresent()
                || plan.consumers().filter(groups -> !groups.only()).isPresent();
        return read ? Optional.of(due) : Optional.empty();
    }

    /** Whether there is anybody. */
    boolean any() {
        return wantsLive || plan.through().isPresent() || plan.consumers().isPresent();
    }

    /**
     * Lets all of them join; they read what comes from now on, and measure what is due within the window.
     *
     * @param starts where they begin
     */
    void start(Admin admin, Starts starts, Window window) throws InterruptedException {
        if (plan.through().isPresent()) {
            through = Optional.of(through(admin, plan.through().get(), window));
        }
        if (wantsLive) {
            live = Optional.of(new StreamConsumers(admin, plan, LIVE, "", reading(starts, window, Optional.empty())));
            live.get().start();
        }
        if (plan.consumers().isPresent()) {
            plan.consumers()
                    .get()
                    .backlog()
                    .filter(backlog -> !backlog.existing())
                    .ifPresent(backlog -> new BacklogRoom(plan, capacity(admin, starts)).require(backlog));
            String name = "datastorm-" + plan.title() + "-" + runId.substring(0, NAME_CHARS);
            consumers = Optional.of(
                    new StreamConsumers(admin, plan, plan.consumers().get(), name, reading(starts, window, verified)));
            consumers.get().start();
        }
    }

    private TopicCapacity capacity(Admin admin, Starts starts) {
        return TopicCapacity.ask(admin, plan.topic().topics(), starts.written().size());
    }

    private ThroughVerification through(Admin admin, ThroughPlan wanted, Window window) {
        ThroughTopic topic = ThroughTopic.find(
                new ThroughTopic.Cluster(admin, target.bootstrapServers().orElseThrow(), target.clientProperties()),
                new ThroughTopic.Place(
                        wanted.topic(), wanted.bootstrapServers(), plan.where(CheckOptions.THROUGH.flag())));
        return ThroughVerification.live(
                topic, verified.orElseThrow(), wanted.expectation(), new ThroughReader.Timing(due, window));
    }

    private StreamConsumers.Reading reading(Starts starts, Window window, Optional<Heading> judged) {
        return new StreamConsumers.Reading(
                ClusterAccess.properties(target.bootstrapServers().orElseThrow(), target.clientProperties()),
                starts.read(),
                starts.written(),
                due,
                window,
                judged);
    }

    /** Whether all groups have read what a stream that writes nothing is to read. */
    boolean done() {
        if (plan.extent().duration().isPresent()) {
            return System.nanoTime() - sendingNanos
                    >= plan.extent().duration().get().toNanos();
        }
        long records = plan.extent().records().orElse(Long.MAX_VALUE);
        return consumers.filter(groups -> groups.done(records)).isPresent();
    }

    /** Records flow from now on, or may be read. */
    void sending() {
        sendingNanos = System.nanoTime();
        consumers.ifPresent(StreamConsumers::sending);
        through.ifPresent(ThroughVerification::sending);
    }

    /**
     * Everything was sent: they read up to the end, as long as that gets on, and leave.
     *
     * @param logEnds asks where the partitions end now
     * @param sent what was told of the stream
     * @param wanted whether somebody still waits for it
     */
    void finish(Supplier<Map<Integer, Long>> logEnds, ToldRecords sent, BooleanSupplier wanted)
            throws InterruptedException {
        if (live.isPresent()) {
            live.get().finish(logEnds, wanted);
        }
        if (consumers.isPresent()) {
            consumers.get().finish(logEnds, wanted);
        }
        if (through.isPresent()) {
            awaitApplication(plan.through().orElseThrow(), sent, wanted);
        }
    }

    private void awaitApplication(ThroughPlan wanted, ToldRecords sent, BooleanSupplier asked)
            throws InterruptedException {
        OptionalLong expected = wanted.expectation().mayDrop()
                ? OptionalLong.empty()
                : sent.visible(plan.sender().transactions().isPresent());
        through.orElseThrow().finish(expected, wanted.patience(), asked);
    }

    /** What is written before the groups read; empty if they read at once. They have joined. */
    Optional<RunBacklog> backlog(Window window) {
        return plan.consumers()
                .flatMap(ConsumerPlan::backlog)
                .map(wanted -> new RunBacklog(wanted, plan.title(), consumers.orElseThrow(), window));
    }

    /** What the groups of the plan did. */
    List<ConsumerResult> results(double seconds) {
        return consumers.map(groups -> groups.results(seconds)).orElse(List.of());
    }

    /** How long records took to the reader of a live verification, or else to all groups; empty if nobody reads. */
    Optional<StreamConsumers.Measured> endToEnd() {
        return live.or(() -> consumers).map(StreamConsumers::measured);
    }

    /** The groups of the plan, when they have joined. */
    List<ConsumerGroup> groups() {
        return consumers.map(StreamConsumers::groups).orElse(List.of());
    }

    /** Who got what, for a verification. */
    Receivers receivers() {
        List<GroupDeliveries> judged = groups().stream()
                .filter(group -> group.judge().isPresent())
                .map(StreamReaders::deliveries)
                .toList();
        return new Receivers(judged, through);
    }

    /** Why it makes no sense to go on; empty if it does. */
    Optional<String> unstamped() {
        return through.flatMap(ThroughVerification::unstamped);
    }

    private static GroupDeliveries deliveries(ConsumerGroup group) {
        return new GroupDeliveries(group.name(), group.judge().orElseThrow(), group.positions());
    }

    @Override
    public void close() {
        live.ifPresent(StreamConsumers::close);
        consumers.ifPresent(StreamConsumers::close);
        through.ifPresent(ThroughVerification::close);
    }
}
