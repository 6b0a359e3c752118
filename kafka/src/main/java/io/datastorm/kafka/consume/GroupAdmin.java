package io.datastorm.kafka.consume;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.consumer.GroupPlan;
import io.datastorm.core.workload.consumer.GroupProtocol;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The groups of a stream at the cluster: whether they are somebody else's, where they begin, and their end.
 *
 * @param where names an option, to say where something is wrong with it
 */
record GroupAdmin(Admin admin, GroupPlan plan, UnaryOperator<String> where) {
    /** As brokers have it by default. */
    private static final int MOST_DELIVERIES = 5;

    /**
     * Which of these groups exist.
     *
     * @throws InvalidInput if one of them may not be joined
     */
    Set<String> existing(List<String> groups) {
        if (plan.name().isEmpty()) {
            return Set.of();
        }
        Set<String> existing = answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(groups::contains)
                .collect(Collectors.toSet());
        for (String group : existing) {
            if (!plan.allowed().filter(group::equals).isPresent()) {
                throw new InvalidInput(
                        where.apply("--group"),
                        ("the group '%s' exists: this run would take records from its members, or move its offsets; "
                                        + "take another name, or add --allow-group %s to go on from its offsets")
                                .formatted(group, group));
            }
        }
        return existing;
    }

    /** Lets a group that nobody is in begin at these offsets. */
    void begin(String group, Topics topics, Map<Integer, Long> starts) {
        if (plan.protocol() == GroupProtocol.SHARE) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            starts.forEach((number, offset) -> offsets.put(at(topics, number), offset));
            answer(admin.alterShareGroupOffsets(group, offsets).all());
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        starts.forEach((number, offset) -> offsets.put(at(topics, number), new OffsetAndMetadata(offset)));
        answer(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /**
     * What the group's settings say, or the brokers'. Where neither may be asked, a record is archived after 5
     * deliveries.
     */
    GroupTerms.ShareLimits shareLimits(String group) {
        return new GroupTerms.ShareLimits(
                groupSetting(group, "share.delivery.count.limit")
                        .map(Integer::parseInt)
                        .orElse(MOST_DELIVERIES),
                groupSetting(group, "share.record.lock.duration.ms")
                        .map(Long::parseLong)
                        .map(Duration::ofMillis));
    }

    /** Of the group, or what the brokers have for groups without a setting of their own. */
    private Optional<String> groupSetting(String group, String name) {
        return setting(ConfigResource.Type.GROUP, group, name)
                .or(() -> anyBroker().flatMap(id -> setting(ConfigResource.Type.BROKER, id, "group." + name)));
    }

    /**
     * Whether members may renew records (KIP-1222).
     *
     * @throws InvalidInput if not
     */
    void requireRenewals(String group) {
        if (setting(ConfigResource.Type.GROUP, group, "share.renew.acknowledge.enable")
                .filter(enabled -> !Boolean.parseBoolean(enabled))
                .isPresent()) {
            throw new InvalidInput(
                    where.apply("--share-acks"),
                    "the group '%s' takes no renewed acknowledgements; set its share.renew.acknowledge.enable to true"
                            .formatted(group));
        }
    }

    private Optional<String> anyBroker() {
        return ClusterAnswer.ifTold(
                () -> ClusterAnswer.of(admin.describeCluster().controller()).idString());
    }

    /** Empty if the cluster does not have it, or does not tell. */
    private Optional<String> setting(ConfigResource.Type type, String of, String name) {
        ConfigResource asked = new ConfigResource(type, of);
        return ClusterAnswer.ifTold(() ->
                        ClusterAnswer.of(admin.describeConfigs(List.of(asked)).all()))
                .map(told -> told.get(asked).get(name))
                .map(ConfigEntry::value);
    }

    /** Deletes groups; one that cannot be deleted stays. */
    void delete(Set<String> groups) {
        KafkaFuture<Void> deleted = plan.protocol() == GroupProtocol.SHARE
                ? admin.deleteShareGroups(groups).all()
                : admin.deleteConsumerGroups(groups).all();
        try {
            ClusterAnswer.of(deleted);
        } catch (AccessException e) {
            // It has no members, and Kafka forgets it in time.
            return;
        }
    }

    /**
     * Where partitions end now.
     *
     * @throws AccessException if the cluster does not tell
     */
    Map<Integer, Long> ends(Topics topics, Set<Integer> partitions) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(number -> asked.put(at(topics, number), OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        ClusterAnswer.of(admin.listOffsets(asked, new ListOffsetsOptions(isolation()))
                        .all())
                .forEach((partition, end) ->
                        ends.put(topics.number(partition.topic(), partition.partition()), end.offset()));
        return ends;
    }

    /** The broker that coordinates a group. */
    static int coordinator(Admin admin, String group, boolean share) {
        return share
                ? ClusterAnswer.of(admin.describeShareGroups(List.of(group))
                                .describedGroups()
                                .get(group))
                        .coordinator()
                        .id()
                : ClusterAnswer.of(admin.describeConsumerGroups(List.of(group))
                                .describedGroups()
                                .get(group))
                        .coordinator()
                        .id();
    }

    private IsolationLevel isolation() {
        return plan.readCommitted() ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
    }

    /** Where a group goes on that exists; partitions for which it has no offset are not named. */
    Map<Integer, Long> committed(String group, Topics topics) {
        Map<Integer, Long> committed = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null && topics.names().contains(partition.topic())) {
                        committed.put(topics.number(partition.topic(), partition.partition()), offset.offset());
                    }
                });
        return committed;
    }

    private static TopicPartition at(Topics topics, int number) {
        return new TopicPartition(topics.name(number), topics.partition(number));
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return ClusterAnswer.of(future);
        } catch (AccessException e) {
            throw e.getCause() instanceof UnsupportedVersionException ? unsupported() : e;
        }
    }

    /** The cluster does not know the protocol: what to do about it. */
    InvalidInput unsupported() {
        return new InvalidInput(where.apply("--protocol"), hint(plan.protocol()));
    }

    private static String hint(GroupProtocol protocol) {
        return switch (protocol) {
            case CONSUMER ->
                "the cluster does not support the consumer protocol (KIP-848), which needs brokers of version 4.0 and "
                        + "group.version 1; take --protocol classic";
            case SHARE ->
                "the cluster does not support share groups (KIP-932), or they are not enabled: "
                        + "kafka-features.sh … upgrade --feature share.version=1 enables them on brokers of version "
                        + "4.2 and newer";
            case CLASSIC -> "the cluster does not support the classic protocol";
        };
    }
}
