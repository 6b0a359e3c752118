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
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/**
 * What an administrator can do to a topic while others write to it.
 *
 * <p>Each method throws {@link AccessException} if the cluster refuses.
 */
public record TopicFaults(Admin admin, String topic) {
    private static final String QUOTA = "producer_byte_rate";

    /** Makes the next replica in each partition's list the leader; with one replica nothing changes. */
    public void moveLeaders() {
        TopicDescription description = ClusterAnswer.of(
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic);
        Map<TopicPartition, Optional<NewPartitionReassignment>> orders = new HashMap<>();
        for (TopicPartitionInfo partition : description.partitions()) {
            List<Integer> replicas =
                    new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
            Collections.rotate(replicas, -1);
            orders.put(
                    new TopicPartition(topic, partition.partition()),
                    Optional.of(new NewPartitionReassignment(replicas)));
        }
        ClusterAnswer.of(admin.alterPartitionReassignments(orders).all());
        // Partitions that have their preferred leader already are reported as errors of their own, which is well.
        Object unused = ClusterAnswer.of(admin.electLeaders(ElectionType.PREFERRED, Set.copyOf(orders.keySet()))
                .partitions());
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

    /** Deletes the topic. */
    public void delete() {
        ClusterAnswer.of(admin.deleteTopics(List.of(topic)).all());
    }

    /** Gives the topic more partitions, so many in all. */
    public void addPartitions(int total) {
        ClusterAnswer.of(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                .all());
    }
}
