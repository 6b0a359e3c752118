package io.datastorm.kafka.admin;

import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.generator.input.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that a run writes to: created if missing, guarded if foreign, counted before and after. */
public final class TargetTopic {
    private static final String TIMESTAMP_TYPE = "message.timestamp.type";
    private static final int READY_ATTEMPTS = 600;
    /** A leader that is being elected takes less; one that a dead broker was comes back with it. */
    private static final int LEADER_ATTEMPTS = 100;

    private static final long SETTLE_NANOS = 8_000_000_000L;
    private static final int GROWTH_ATTEMPTS = 10;
    /** A controller writes 10,000 records for one question at most. */
    private static final int PARTITIONS_AT_ONCE = 5000;

    /** What stands around the batches of a request. */
    private static final long REQUEST_OVERHEAD = 4096;

    private static final long BETWEEN_NANOS = 50_000_000;

    private final Admin admin;
    private final TopicDescription description;
    private final boolean created;

    private TargetTopic(Admin admin, TopicDescription description, boolean created) {
        this.admin = admin;
        this.description = description;
        this.created = created;
    }

    /**
     * Finds or creates the topic, and returns when its partitions have leaders: all of those of a new topic. Of another
     * one that has some, those that have none are waited for {@link #LEADER_ATTEMPTS} times.
     *
     * @param ours whether a topic was created by DataStorm before
     * @throws InvalidInput if it is foreign and not empty, or does not take the batches of this plan
     * @throws AccessException if the cluster refuses
     */
    public static TargetTopic prepare(Admin admin, TopicPlan plan, SenderPlan sender, Predicate<Uuid> ours) {
        boolean created = describe(admin, plan.name()).isEmpty() && create(admin, plan);
        TopicDescription described = created ? awaitLeaders(admin, plan.name()) : awaitSomeLeaders(admin, plan.name());
        TargetTopic topic = new TargetTopic(admin, described, created);
        if (!topic.created) {
            topic.guard(plan, ours);
            topic.requireSettings(plan);
        }
        topic.requireRoomFor(sender);
        return topic;
    }

    /**
     * Returns when all partitions have leaders.
     *
     * @throws AccessException if some have none for 30 seconds
     */
    public void requireLeaders() {
        awaitLeaders(admin, description.name());
    }

    /** Number of partitions. */
    public int partitions() {
        return description.partitions().size();
    }

    /** Replicas of a partition. */
    public int replicationFactor() {
        return description.partitions().get(0).replicas().size();
    }

    /** Kafka's id of the topic. */
    public Uuid id() {
        return description.topicId();
    }

    /** Whether this run created it. */
    public boolean created() {
        return created;
    }

    /**
     * Where the partitions end: their growth is what the brokers stored. Clients see an end only when the in-sync
     * replicas have fetched up to it, which with acks=1 is a moment after the acknowledgement: the question is repeated
     * while the growth goes on, or is below what is expected.
     *
     * @param before what the growth is counted from
     * @param expected what the growth should reach; asked for {@link #SETTLE_NANOS} at most
     */
    public EndOffsets settledEnds(EndOffsets before, long expected) {
        long begun = System.nanoTime();
        long earlier = -1;
        EndOffsets now = ends();
        int grown = 0;
        while (System.nanoTime() - begun < SETTLE_NANOS) {
            EndOffsets.Growth growth = now.since(before);
            // A partition that had no leader before cannot be counted; one that lost it a moment ago may get another.
            boolean enough = growth.records() >= expected
                    || (!before.unknown().isEmpty() && growth.leftOut().equals(before.unknown()));
            // Where somebody else writes as well, it may never end.
            if ((enough && growth.records() == earlier)
                    || (growth.records() > expected && grown++ == GROWTH_ATTEMPTS)) {
                break;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
            earlier = growth.records();
            now = ends();
        }
        return now;
    }

    /** Where a run begins: nothing is written any more, so that it stands still. */
    public EndOffsets settledEnds() {
        return settledEnds(EndOffsets.none(), 0);
    }

    /** Where the partitions end at this moment, while they may be growing. */
    public EndOffsets ends() {
        return offsets(OffsetSpec.latest());
    }

    /** Of all partitions that the topic has now: others may have given it more. */
    private EndOffsets offsets(OffsetSpec spec) {
        TopicDescription now = describe(admin, description.name()).orElse(description);
        Map<TopicPartition, OffsetSpec> asked = now.partitions().stream()
                .filter(TargetTopic::led)
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(now.name(), partition.partition()), partition -> spec));
        ListOffsetsResult answers = admin.listOffsets(asked);
        SortedMap<Integer, Long> known = new TreeMap<>();
        for (TopicPartition partition : asked.keySet()) {
            ClusterAnswer.ifLed(() -> ClusterAnswer.of(answers.partitionResult(partition)))
                    .ifPresent(answer -> known.put(partition.partition(), answer.offset()));
        }
        SortedSet<Integer> unknown = now.partitions().stream()
                .map(TopicPartitionInfo::partition)
                .filter(partition -> !known.containsKey(partition))
                .collect(Collectors.toCollection(TreeSet::new));
        return new EndOffsets(known, unknown);
    }

    private void guard(TopicPlan plan, Predicate<Uuid> ours) {
        if (plan.allowExisting().filter(description.name()::equals).isPresent() || ours.test(id())) {
            return;
        }
        EndOffsets ends = offsets(OffsetSpec.latest());
        EndOffsets.Growth held = ends.since(offsets(OffsetSpec.earliest()));
        if (held.records() > 0) {
            throw foreign("holds %,d records".formatted(held.records()));
        }
        if (!held.leftOut().isEmpty()) {
            throw foreign("may hold records in the partitions without a leader (%s)".formatted(held.leftOut()));
        }
    }

    private InvalidInput foreign(String holds) {
        return new InvalidInput(
                "--topic",
                "'%s' exists, %s and was not created by DataStorm; to write into it anyway add --allow-existing %s"
                        .formatted(description.name(), holds, description.name()));
    }

    private void requireSettings(TopicPlan plan) {
        if (!plan.settings().isEmpty()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, plan.name());
            settings(resource).ifPresent(has -> TopicSettings.require(plan, has));
        }
    }

    /**
     * Checks that records keep the timestamps with which they are sent.
     *
     * @throws InvalidInput if the topic gives them others
     */
    public void requireOwnTimestamps() {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, description.name());
        boolean appended = settings(resource)
                .map(has -> has.get(TIMESTAMP_TYPE))
                .filter(type -> type != null && "LogAppendTime".equals(type.value()))
                .isPresent();
        if (appended) {
            throw new InvalidInput(
                    "--topic",
                    "'%s' has %s=LogAppendTime: brokers would replace the timestamps of --timestamps and --late"
                            .formatted(description.name(), TIMESTAMP_TYPE));
        }
    }

    private void requireRoomFor(SenderPlan sender) {
        try {
            requireRoom(sender);
        } catch (AccessException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            // Who may write need not be allowed to read the topic's settings: the broker itself will judge.
        }
    }

    private void requireRoom(SenderPlan sender) {
        long max = maxMessageBytes();
        if (sender.batch().size().bytes() > max) {
            throw new InvalidInput(
                    "--batch-size",
                    ("a batch of %s is larger than topic '%s' takes (max.message.bytes "
                                    + "%,d); lower it, or raise the topic's limit")
                            .formatted(sender.batch().size(), description.name(), max));
        }
    }

    /**
     * Checks that brokers take requests of such a size: of a larger one they would only close the connection.
     *
     * @throws InvalidInput if they do not
     */
    public void requireRequests(long bytes) {
        try {
            long most = maxRequestBytes();
            if (bytes + REQUEST_OVERHEAD > most) {
                throw new InvalidInput(
                        "--batch-size",
                        ("requests of up to %,d bytes are larger than the brokers take "
                                        + "(socket.request.max.bytes %,d); lower it, or add "
                                        + "--producer-property max.request.size=%d")
                                .formatted(bytes, most, most - REQUEST_OVERHEAD));
            }
        } catch (AccessException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
        }
    }

    private long maxRequestBytes() {
        String broker = ClusterAnswer.of(admin.describeCluster().nodes())
                .iterator()
                .next()
                .idString();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
        Config settings =
                ClusterAnswer.of(admin.describeConfigs(List.of(resource)).all()).get(resource);
        ConfigEntry most = settings.get("socket.request.max.bytes");
        // Not every server that speaks Kafka's protocol tells it.
        return most == null || most.value() == null ? Long.MAX_VALUE : Long.parseLong(most.value());
    }

    private long maxMessageBytes() {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, description.name());
        Config settings = await(
                description.name(),
                () -> settings(resource),
                "is not known to all brokers; check that all of them run");
        return Long.parseLong(settings.get("max.message.bytes").value());
    }

    /** Any broker may be asked, and brokers learn of a new topic one after the other. */
    private Optional<Config> settings(ConfigResource resource) {
        return ClusterAnswer.ifKnown(() ->
                ClusterAnswer.of(admin.describeConfigs(List.of(resource)).all()).get(resource));
    }

    /** Asks until there is an answer. */
    private static <T> T await(String name, Supplier<Optional<T>> question, String otherwise) {
        for (int attempt = 0; attempt < READY_ATTEMPTS; attempt++) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        throw new AccessException("topic '" + name + "' " + otherwise, null);
    }

    /** False if somebody else created it between our question and our order: then it is guarded like any other. */
    private static boolean create(Admin admin, TopicPlan plan) {
        int first = Math.min(plan.partitions(), PARTITIONS_AT_ONCE);
        NewTopic topic = new NewTopic(plan.name(), first, (short) plan.replicationFactor()).configs(plan.settings());
        try {
            ClusterAnswer.of(admin.createTopics(List.of(topic)).all());
            grow(admin, plan, first);
            return true;
        } catch (AccessException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            if (e.getCause() instanceof InvalidConfigurationException) {
                throw new InvalidInput(
                        "--topic-config",
                        "the cluster refuses it: " + e.getCause().getMessage());
            }
            throw e;
        }
    }

    private static void grow(Admin admin, TopicPlan plan, int first) {
        int count = first;
        while (count < plan.partitions()) {
            count = Math.min(plan.partitions(), count + PARTITIONS_AT_ONCE);
            Map<String, NewPartitions> more = Map.of(plan.name(), NewPartitions.increaseTo(count));
            await(
                    plan.name(),
                    () -> ClusterAnswer.ifKnown(() ->
                            ClusterAnswer.of(admin.createPartitions(more).all().thenApply(done -> true))),
                    "was created, and is not known to all brokers; check that all of them run");
        }
    }

    private static TopicDescription awaitLeaders(Admin admin, String name) {
        return await(
                name,
                () -> describe(admin, name)
                        .filter(topic -> topic.partitions().stream().allMatch(TargetTopic::led)),
                "has partitions without a leader; check that all brokers run");
    }

    private static TopicDescription awaitSomeLeaders(Admin admin, String name) {
        for (int attempt = 0; attempt < LEADER_ATTEMPTS; attempt++) {
            Optional<TopicDescription> topic = describe(admin, name)
                    .filter(described -> described.partitions().stream().allMatch(TargetTopic::led));
            if (topic.isPresent()) {
                return topic.get();
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        return await(
                name,
                () -> describe(admin, name)
                        .filter(topic -> topic.partitions().stream().anyMatch(TargetTopic::led)),
                "has no partition with a leader; check that its brokers run");
    }

    private static boolean led(TopicPartitionInfo partition) {
        return partition.leader() != null && !partition.leader().isEmpty();
    }

    private static Optional<TopicDescription> describe(Admin admin, String name) {
        return ClusterAnswer.ifKnown(
                () -> ClusterAnswer.of(admin.describeTopics(List.of(name)).allTopicNames())
                        .get(name));
    }
}
