package io.datastorm.kafka.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * What there is of a topic's log at a moment.
 *
 * @param starts the first offset of each partition that is still there
 * @param ends the offset behind the last record of each partition that consumers see
 * @param compacted whether the topic's rules remove records from the middle
 */
public record TopicLog(Map<Integer, Long> starts, Map<Integer, Long> ends, boolean compacted) {
    /**
     * Asks the cluster; empty if there is no such topic.
     *
     * @throws AccessException if the cluster refuses
     */
    public static Optional<TopicLog> find(Admin admin, String topic) {
        return ClusterAnswer.ifKnown(() -> ask(admin, topic));
    }

    /**
     * Asks the cluster.
     *
     * @throws AccessException if there is no such topic, or the cluster refuses
     */
    public static TopicLog ask(Admin admin, String topic) {
        TopicDescription description = ClusterAnswer.of(
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic);
        return new TopicLog(
                offsets(admin, description, OffsetSpec.earliest()),
                offsets(admin, description, OffsetSpec.latest()),
                compacted(admin, topic));
    }

    private static Map<Integer, Long> offsets(Admin admin, TopicDescription topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition.partition()), partition -> spec));
        Map<Integer, Long> offsets = new TreeMap<>();
        ClusterAnswer.of(admin.listOffsets(asked).all())
                .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
        return offsets;
    }

    /** Who may not read the topic's settings is told nothing wrong by assuming that records stay: then gaps count as losses. */
    private static boolean compacted(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return ClusterAnswer.of(admin.describeConfigs(List.of(resource)).all())
                    .get(resource)
                    .get("cleanup.policy")
                    .value()
                    .contains("compact");
        } catch (AccessException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw e;
        }
    }
}
