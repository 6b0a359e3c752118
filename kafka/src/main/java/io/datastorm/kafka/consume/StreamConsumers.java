package io.datastorm.kafka.consume;

import io.datastorm.core.measure.Window;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.group.AcquiredRecords;
import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.consumer.ReaderKind;
import io.datastorm.core.workload.consumer.ShareAcks;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The consumer groups of a stream: they join before the run begins, read while records are sent, and go on until they
 * have read everything. Not thread-safe, except {@link #close}.
 */
public final class StreamConsumers implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);
    /**
     * A group that has read nothing for so long does not get on: a member that is gone keeps its partitions for 45 s,
     * and the records that it has acquired for 30 s.
     */
    private static final Duration STANDSTILL = Duration.ofSeconds(50);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String stream;
    private final ConsumerPlan plan;
    private final Topics topics;
    private final GroupAdmin groupAdmin;
    private final List<ConsumerGroup> groups = new ArrayList<>();
    private final Set<String> own = new HashSet<>();
    private final Map<Integer, Long> starts;
    /** Where the partitions ended when the groups began. */
    private final Map<Integer, Long> endsAtStart;

    private Map<Integer, Long> ends = Map.of();
    private LagSampler sampler;
    private long lastRecords = -1;
    private long movedNanos = System.nanoTime();

    /**
     * What a stream's groups read, and how that is measured.
     *
     * @param client properties for any client, addresses included
     * @param starts where each partition is read from
     * @param written the first offset of each partition that this run writes
     * @param due reads when a record was due
     * @param window in which records are measured
     * @param verified whose records are judged; empty if none are
     */
    public record Reading(
            Map<String, Object> client,
            Map<Integer, Long> starts,
            Map<Integer, Long> written,
            DueStamp due,
            Window window,
            Optional<Heading> verified) {}

    /**
     * Lets the groups begin where the reading does; nobody has joined them yet.
     *
     * @param stream whose topics they read
     * @param plan of the groups
     * @param newName what they are called if the plan does not say it
     * @throws InvalidInput if a group is somebody else's, or the cluster does not know the protocol
     * @throws AccessException if the cluster refuses
     */
    public StreamConsumers(Admin admin, StreamPlan stream, ConsumerPlan plan, String newName, Reading reading) {
        this.stream = stream.title();
        this.plan = plan;
        this.topics = stream.topic().topics();
        this.starts = new TreeMap<>(reading.starts());
        this.groupAdmin = new GroupAdmin(admin, plan.groups(), stream::where);
        this.endsAtStart = plan.only() ? groupAdmin.ends(topics, starts.keySet()) : Map.of();
        List<String> names = plan.groups().names(newName);
        boolean managed = plan.reader() == ReaderKind.CONSUMER;
        Set<String> existing = managed ? groupAdmin.existing(names) : Set.of();
        GroupJudge.Promise promise =
                new GroupJudge.Promise(!plan.share(), plan.groups().readCommitted());
        if (plan.shareAcks().filter(ShareAcks::renews).isPresent()) {
            names.forEach(groupAdmin::requireRenewals);
        }
        for (String name : names) {
            if (managed && !existing.contains(name)) {
                groupAdmin.begin(name, topics, starts);
                own.add(name);
            }
            Optional<GroupJudge> judge = reading.verified().map(run -> new GroupJudge(run, promise));
            groups.add(new ConsumerGroup(
                    new GroupTerms(
                            name,
                            topics,
                            plan,
                            reading.client(),
                            reading.written(),
                            reading.due(),
                            reading.window(),
                            plan.share() ? groupAdmin.shareLimits(name) : GroupTerms.ShareLimits.NONE,
                            judge,
                            judge.filter(verified -> plan.share()).map(verified -> new AcquiredRecords())),
                    existing.contains(name) ? continued(name) : starts));
        }
    }

    private Map<Integer, Long> continued(String group) {
        Map<Integer, Long> from = new TreeMap<>(starts);
        if (!plan.share()) {
            groupAdmin.committed(group, topics).forEach(from::replace);
        }
        return from;
    }

    /** The groups. */
    public List<ConsumerGroup> groups() {
        return List.copyOf(groups);
    }

    /**
     * The members join. Waits until the partitions of all groups are read, for a minute at most.
     *
     * @throws InvalidInput if the cluster does not know the protocol
     * @throws AccessException if a member cannot read
     */
    public void start() throws InterruptedException {
        groups.forEach(ConsumerGroup::start);
        long deadline = System.nanoTime() + READY.toNanos();
        for (ConsumerGroup group : groups) {
            while (!group.awaitReady(LOOK_NANOS)) {
                requireAlive(group);
                if (System.nanoTime() - deadline > 0) {
                    group.late(
                            "not all partitions were read when the run began, after %d s".formatted(READY.toSeconds()));
                    break;
                }
            }
        }
    }

    /** Members read from now on. */
    public void open() {
        groups.forEach(ConsumerGroup::open);
    }

    /**
     * The most records that one of the groups has not read.
     *
     * @throws AccessException if the cluster does not tell
     */
    public long lag() {
        Map<Integer, Long> now = groupAdmin.ends(topics, starts.keySet());
        return groups.stream().mapToLong(group -> group.lag(now)).max().orElse(0);
    }

    /** The fewest records that one of the groups has read. */
    public long records() {
        return groups.stream().mapToLong(ConsumerGroup::records).min().orElse(0);
    }

    private void requireAlive(ConsumerGroup group) {
        RuntimeException trouble = group.trouble();
        if (trouble == null) {
            return;
        }
        if (trouble instanceof UnsupportedVersionException) {
            throw groupAdmin.unsupported();
        }
        throw new AccessException(
                "the consumer group '%s' cannot read: %s".formatted(group.name(), trouble.getMessage()), trouble);
    }

    /** Records flow from now on: members read, unless there is a backlog to be, and lag is sampled. */
    public void sending() {
        if (plan.backlog().isEmpty()) {
            open();
        }
        sampler = new LagSampler(() -> groupAdmin.ends(topics, starts.keySet()), groups);
        sampler.start();
    }

    /**
     * Everything was sent: reads up to the ends of the log, as long as that gets on. Then the members leave; at once if
     * nothing was sent at all.
     *
     * @param logEnds asks where the partitions end now; may throw {@link AccessException}
     * @param wanted whether somebody still waits for it
     */
    public void finish(Supplier<Map<Integer, Long>> logEnds, BooleanSupplier wanted) throws InterruptedException {
        if (!plan.only()) {
            try {
                ends = new TreeMap<>(logEnds.get());
                if (plan.reader() == ReaderKind.DIRECT) {
                    // It reads the partitions that were there when the run began.
                    ends.keySet().retainAll(starts.keySet());
                }
                awaitEnds(wanted);
            } catch (AccessException e) {
                groups.forEach(group -> group.late("the end of the topic could not be asked: " + e.getMessage()));
            }
        }
        leave();
    }

    private void awaitEnds(BooleanSupplier wanted) throws InterruptedException {
        movedNanos = System.nanoTime();
        while (wanted.getAsBoolean()
                && !stuck()
                && !groups.stream().allMatch(group -> group.reached(ends) || !group.alive())) {
            TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
        }
    }

    /** Whether each group has read so many records, or what was there when it began, or cannot go on. */
    public boolean done(long records) {
        boolean stuck = stuck();
        return groups.stream()
                .allMatch(group -> group.records() >= records || group.reached(endsAtStart) || stuck || !group.alive());
    }

    /** Whether nobody has read anything for long. */
    private boolean stuck() {
        long now = groups.stream().mapToLong(ConsumerGroup::records).sum();
        if (now != lastRecords) {
            lastRecords = now;
            movedNanos = System.nanoTime();
        }
        return System.nanoTime() - movedNanos > STANDSTILL.toNanos();
    }

    private void leave() throws InterruptedException {
        if (sampler != null) {
            sampler.close();
            sampler = null;
        }
        for (ConsumerGroup group : groups) {
            group.stop();
        }
        if (!own.isEmpty() && plan.groups().name().isEmpty()) {
            groupAdmin.delete(own);
        }
        own.clear();
    }

    /** What each group did, when all have ended. */
    public List<ConsumerResult> results(double seconds) {
        return groups.stream().map(group -> group.result(stream, seconds, ends)).toList();
    }

    /**
     * How long records took.
     *
     * @param latency nanoseconds; a sample below zero counts as zero
     * @param negative samples below zero
     * @param troubles why not everything was read
     */
    public record Measured(Histogram latency, long negative, List<String> troubles) {}

    /** How long records took to all groups, when all have ended. */
    public Measured measured() {
        Histogram all = new Histogram(3);
        groups.forEach(group -> all.add(group.endToEnd()));
        return new Measured(
                all,
                groups.stream().mapToLong(ConsumerGroup::negative).sum(),
                groups.stream()
                        .flatMap(group -> group.unfinished(ends).stream())
                        .toList());
    }

    @Override
    public void close() {
        try {
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
