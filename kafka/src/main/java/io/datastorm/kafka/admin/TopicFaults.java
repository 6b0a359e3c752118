package io.datastorm.kafka.admin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/**
 * What an administrator can do to topics while others write to them.
 *
 * <p>Each method throws {@link AccessException} if the cluster refuses.
 */
public record TopicFaults(Admin admin, List<String> topics) {
    private static final String QUOTA = "producer_byte_rate";

    /** Makes the next replica in each partition's list the leader; with one replica nothing changes. */
    public void moveLeaders() {
        Map<TopicPartition, Optional<NewPartitionReassignment>> orders = new HashMap<>();
        ClusterAnswer.of(admin.describeTopics(topics).allTopicNames()).forEach((topic, description) -> description
                .partitions()
                .forEach(partition ->
                        orders.put(new TopicPartition(topic, partition.partition()), Optional.of(rotated(partition)))));
        ClusterAnswer.of(admin.alterPartitionReassignments(orders).all());
        // Partitions that have their preferred leader already are reported as errors of their own, which is well.
        Object unused = ClusterAnswer.of(admin.electLeaders(ElectionType.PREFERRED, Set.copyOf(orders.keySet()))
                .partitions());
    }

    private static NewPartitionReassignment rotated(TopicPartitionInfo partition) {
        List<Integer> replicas =
                new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
        Collections.rotate(replicas, -1);
        return new NewPartitionReassignment(replicas);
    }

    /** How much each client may write to each broker in a second; empty: as much as it likes. */
    public void quota(Optional<Long> bytesPerSecond) {
        ClientQuotaEntity everybody =
                new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.CLIENT_ID, null));
        ClientQuotaAlteration.Op limit = new ClientQuotaAlteration.Op(
                QUOTA, bytesPerSecond.map(Long::doubleValue).orElse(null));
        ClusterAnswer.of(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(everybody, List.of(limit))))
                .all());
    }

    /** Deletes the topics. */
    public void delete() {
        ClusterAnswer.of(admin.deleteTopics(topics).all());
    }

    /** Gives each topic more partitions, so many in all. */
    public void addPartitions(int total) {
        int atOnce = Math.max(1, TopicCreation.RECORDS_AT_ONCE / total);
        for (int from = 0; from < topics.size(); from += atOnce) {
            Map<String, NewPartitions> more = new HashMap<>();
            topics.subList(from, Math.min(topics.size(), from + atOnce))
                    .forEach(topic -> more.put(topic, NewPartitions.increaseTo(total)));
            ClusterAnswer.of(admin.createPartitions(more).all());
        }
    }
}
