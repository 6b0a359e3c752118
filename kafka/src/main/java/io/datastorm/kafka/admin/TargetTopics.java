package io.datastorm.kafka.admin;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.generator.input.InvalidInput;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** The topics that a stream writes to: created if missing, guarded if foreign, counted before and after. */
public final class TargetTopics {
    private static final String TIMESTAMP_TYPE = "message.timestamp.type";
    private static final long SETTLE_NANOS = 8_000_000_000L;
    private static final int GROWTH_ATTEMPTS = 10;
    /** What stands around the batches of a request. */
    private static final long REQUEST_OVERHEAD = 4096;

    private static final long BETWEEN_NANOS = 50_000_000;

    private final Admin admin;
    private final Topics topics;
    private final Map<String, TopicDescription> described;
    private final Set<String> created;

    private TargetTopics(Admin admin, Topics topics, Map<String, TopicDescription> described, Set<String> created) {
        this.admin = admin;
        this.topics = topics;
        this.described = described;
        this.created = created;
    }

    /**
     * Finds or creates the topics, and returns when their partitions have leaders: all of those of new topics. Of
     * others that have some, those that have none are waited for, but not for long.
     *
     * @param ours whether a topic was created by DataStorm before
     * @throws InvalidInput if one is foreign and not empty, or does not take the batches of this plan
     * @throws AccessException if the cluster refuses
     */
    public static TargetTopics prepare(Admin admin, TopicPlan plan, SenderPlan sender, Predicate<Uuid> ours) {
        List<String> names = plan.topics().names();
        Map<String, TopicDescription> known = TopicDescriptions.of(admin, names);
        List<String> missing =
                names.stream().filter(name -> !known.containsKey(name)).toList();
        // What is wrong with those that are there is said before others are created.
        check(new TargetTopics(admin, plan.topics(), known, Set.of()), plan, ours);
        Set<String> created = missing.isEmpty() ? Set.of() : TopicCreation.create(admin, missing, plan);
        Map<String, TopicDescription> described = created.size() == names.size()
                ? TopicDescriptions.whenLed(admin, plan.topics())
                : TopicDescriptions.whenPartlyLed(admin, plan.topics());
        TargetTopics topics = new TargetTopics(admin, plan.topics(), described, created);
        topics.awaitLogs();
        check(topics, plan, ours);
        topics.requireRoomFor(sender);
        return topics;
    }

    /**
     * Topics that are there, to be read.
     *
     * @param where names the option that has their name
     * @throws InvalidInput if one of them is not there
     * @throws AccessException if the cluster refuses
     */
    public static TargetTopics existing(Admin admin, Topics topics, String where) {
        Map<String, TopicDescription> known = TopicDescriptions.of(admin, topics.names());
        for (String name : topics.names()) {
            if (!known.containsKey(name)) {
                throw new InvalidInput(where, "there is no topic '" + name + "': create it, or check the name");
            }
        }
        return new TargetTopics(admin, topics, known, Set.of());
    }

    private static void check(TargetTopics topics, TopicPlan plan, Predicate<Uuid> ours) {
        topics.requireEqual(plan);
        topics.guard(plan, ours);
        topics.requireSettings(plan);
    }

    /**
     * Returns when all partitions have leaders.
     *
     * @throws AccessException if some have none for 30 seconds
     */
    public void requireLeaders() {
        TopicDescriptions.whenLed(admin, topics);
    }

    /** A broker tells that it leads a new partition before it has made the log: thousands of them take seconds. */
    private void awaitLogs() {
        List<TopicDescription> fresh = created.stream().map(described::get).toList();
        TopicDescriptions.await(
                topics,
                () -> Optional.of(offsets(fresh, OffsetSpec.latest()))
                        .filter(ends -> ends.unknown().isEmpty()),
                "has new partitions whose leaders do not answer; check that all brokers run");
    }

    private TopicDescription any() {
        return described.get(topics.names().get(0));
    }

    /** Number of partitions of all topics together. */
    public int partitions() {
        return topics.count() * any().partitions().size();
    }

    /** Replicas of a partition. */
    public int replicationFactor() {
        return any().partitions().get(0).replicas().size();
    }

    /** Kafka's ids of the topics that this run created. */
    public List<Uuid> createdIds() {
        return created.stream().map(name -> described.get(name).topicId()).toList();
    }

    /** Whether this run created all of them. */
    public boolean created() {
        return created.size() == topics.count();
    }

    /**
     * Records are spread over them by the numbers of their partitions; those that are missing get those of the plan.
     */
    private void requireEqual(TopicPlan plan) {
        for (TopicDescription topic : described.values()) {
            int expected = described.size() < topics.count()
                    ? plan.partitions()
                    : described.values().iterator().next().partitions().size();
            if (topics.count() > 1 && topic.partitions().size() != expected) {
                throw new InvalidInput(
                        "--topics",
                        "topic '%s' has %d partitions, and others have, or would get, %d; all need the same number"
                                .formatted(topic.name(), topic.partitions().size(), expected));
            }
        }
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

    /** Of all partitions that the topics have now: others may have given them more. */
    private EndOffsets offsets(OffsetSpec spec) {
        Map<String, TopicDescription> now = new HashMap<>(described);
        now.putAll(TopicDescriptions.of(admin, topics.names()));
        return offsets(now.values(), spec);
    }

    private EndOffsets offsets(Collection<TopicDescription> of, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        SortedSet<Integer> unknown = new TreeSet<>();
        for (TopicDescription topic : of) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                unknown.add(topics.number(topic.name(), partition.partition()));
                if (TopicDescriptions.led(partition)) {
                    asked.put(new TopicPartition(topic.name(), partition.partition()), spec);
                }
            }
        }
        ListOffsetsResult answers = admin.listOffsets(asked);
        SortedMap<Integer, Long> known = new TreeMap<>();
        for (TopicPartition partition : asked.keySet()) {
            ClusterAnswer.ifLed(() -> ClusterAnswer.of(answers.partitionResult(partition)))
                    .ifPresent(answer ->
                            known.put(topics.number(partition.topic(), partition.partition()), answer.offset()));
        }
        unknown.removeAll(known.keySet());
        return new EndOffsets(known, unknown);
    }

    private void guard(TopicPlan plan, Predicate<Uuid> ours) {
        if (plan.allowExisting().filter(plan.name()::equals).isPresent()) {
            return;
        }
        for (TopicDescription topic : described.values()) {
            if (!created.contains(topic.name()) && !ours.test(topic.topicId())) {
                guard(plan, topic);
            }
        }
    }

    private void guard(TopicPlan plan, TopicDescription topic) {
        EndOffsets ends = offsets(List.of(topic), OffsetSpec.latest());
        EndOffsets.Growth held = ends.since(offsets(List.of(topic), OffsetSpec.earliest()));
        if (held.records() > 0) {
            throw foreign(plan, topic, "holds %,d records".formatted(held.records()));
        }
        if (!held.leftOut().isEmpty()) {
            String where = held.leftOut().stream()
                    .map(number -> Integer.toString(topics.partition(number)))
                    .collect(Collectors.joining(", ", "[", "]"));
            throw foreign(plan, topic, "may hold records in the partitions without a leader (%s)".formatted(where));
        }
    }

    private static InvalidInput foreign(TopicPlan plan, TopicDescription topic, String holds) {
        return new InvalidInput(
                "--topic",
                "'%s' exists, %s and was not created by DataStorm; to write into it anyway add --allow-existing %s"
                        .formatted(topic.name(), holds, plan.name()));
    }

    private void requireSettings(TopicPlan plan) {
        if (!plan.settings().isEmpty()) {
            topics.names().stream().filter(name -> !created.contains(name)).forEach(name -> settings(name)
                    .ifPresent(has -> TopicSettings.require(name, plan, has)));
        }
    }

    /**
     * Checks that records keep the timestamps with which they are sent.
     *
     * @throws InvalidInput if the topic gives them others
     */
    public void requireOwnTimestamps() {
        for (String name : topics.names()) {
            boolean appended = settings(name)
                    .map(has -> has.get(TIMESTAMP_TYPE))
                    .filter(type -> type != null && "LogAppendTime".equals(type.value()))
                    .isPresent();
            if (appended) {
                throw new InvalidInput(
                        "--topic",
                        "'%s' has %s=LogAppendTime: brokers would replace the timestamps of --timestamps and --late"
                                .formatted(name, TIMESTAMP_TYPE));
            }
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
        for (String name : topics.names()) {
            long max = maxMessageBytes(name);
            if (sender.batch().size().bytes() > max) {
                throw new InvalidInput(
                        "--batch-size",
                        ("a batch of %s is larger than topic '%s' takes (max.message.bytes "
                                        + "%,d); lower it, or raise the topic's limit")
                                .formatted(sender.batch().size(), name, max));
            }
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

    private long maxMessageBytes(String topic) {
        Config settings = TopicDescriptions.await(
                topic, () -> settings(topic), "is not known to all brokers; check that all of them run");
        return Long.parseLong(settings.get("max.message.bytes").value());
    }

    /** Any broker may be asked, and brokers learn of a new topic one after the other. */
    private Optional<Config> settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return ClusterAnswer.ifKnown(() ->
                ClusterAnswer.of(admin.describeConfigs(List.of(resource)).all()).get(resource));
    }
}
