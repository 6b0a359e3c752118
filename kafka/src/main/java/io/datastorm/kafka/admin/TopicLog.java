package io.datastorm.kafka.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What there is of a topic's log at a moment. Immutable.
 *
 * @param topic its name
 * @param id Kafka's id of the topic
 * @param leaders how many brokers lead its partitions
 * @param partitions by number
 * @param rules its settings
 */
public record TopicLog(String topic, String id, int leaders, Map<Integer, Partition> partitions, TopicRules rules) {
    private static final int UNKNOWN = -1;

    /**
     * One partition.
     *
     * @param start the first offset that is still there
     * @param end the offset behind the last record that consumers see: the high watermark
     * @param leaderEpoch the current leader's; −1 if the cluster does not tell
     * @param inSync ids of the brokers whose replicas are in sync
     */
    public record Partition(long start, long end, int leaderEpoch, List<Integer> inSync) {}

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
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(admin, description, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(admin, description, OffsetSpec.latest());
        Map<Integer, Partition> partitions = new TreeMap<>();
        description.partitions().forEach(info -> {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            ListOffsetsResultInfo end = ends.get(partition);
            partitions.put(
                    info.partition(),
                    new Partition(
                            starts.get(partition).offset(),
                            end.offset(),
                            end.leaderEpoch().orElse(UNKNOWN),
                            info.isr().stream().map(node -> node.id()).toList()));
        });
        long leaders = description.partitions().stream()
                .filter(info -> info.leader() != null)
                .map(info -> info.leader().id())
                .distinct()
                .count();
        return new TopicLog(
                topic, description.topicId().toString(), (int) leaders, partitions, TopicRules.ask(admin, topic));
    }

    /** The first offset of a partition that is still there, now. */
    public static long start(Admin admin, String topic, int partition) {
        TopicPartition asked = new TopicPartition(topic, partition);
        return ClusterAnswer.of(
                        admin.listOffsets(Map.of(asked, OffsetSpec.earliest())).partitionResult(asked))
                .offset();
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, TopicDescription topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition.partition()), partition -> spec));
        return ClusterAnswer.of(admin.listOffsets(asked).all());
    }

    /** Each partition's end, in the order of their numbers. */
    public List<Long> ends() {
        return partitions.values().stream().map(Partition::end).toList();
    }
}
