package io.datastorm.canary.probe;

import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What a canary asks a cluster about its topic, and orders. Each question throws {@link AccessException} if the cluster
 * refuses or does not answer. For one thread.
 */
final class TopicAdmin implements AutoCloseable {
    private static final String RETENTION_MILLIS =
            Long.toString(Duration.ofMinutes(10).toMillis());

    private final Admin admin;
    private final String topic;
    private boolean tellsAll = true;

    TopicAdmin(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /** All brokers of the cluster with whether they are up; those that are down only if the cluster tells them. */
    List<Node> brokers() {
        try {
            return nodes(new DescribeClusterOptions().includeFencedBrokers(true));
        } catch (AccessException e) {
            if (e.getCause() instanceof UnsupportedVersionException) {
                // Brokers before 4.0.
                tellsAll = false;
                return nodes(new DescribeClusterOptions());
            }
            throw e;
        }
    }

    /** Whether brokers that are down are told, too. */
    boolean tellsAll() {
        return tellsAll;
    }

    private List<Node> nodes(DescribeClusterOptions options) {
        return inOrder(ClusterAnswer.of(admin.describeCluster(options).nodes()));
    }

    /** Racks in turn: the replicas of a partition are on neighbours. */
    static List<Node> inOrder(Iterable<Node> nodes) {
        Map<String, List<Node>> racks = new TreeMap<>();
        nodes.forEach(node -> racks.computeIfAbsent(node.hasRack() ? node.rack() : "", rack -> new ArrayList<>())
                .add(node));
        racks.values().forEach(rack -> rack.sort((one, other) -> Integer.compare(one.id(), other.id())));
        List<Node> all = new ArrayList<>();
        int longest = racks.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Node> rack : racks.values()) {
                if (i < rack.size()) {
                    all.add(rack.get(i));
                }
            }
        }
        return all;
    }

    /** The topic; empty if there is none. */
    Optional<ProbeTopic> describe(List<Node> brokers) {
        try {
            TopicDescription description = ClusterAnswer.of(
                            admin.describeTopics(Set.of(topic)).allTopicNames())
                    .get(topic);
            Map<Integer, Boolean> up = new TreeMap<>();
            brokers.forEach(broker -> up.put(broker.id(), !broker.isFenced()));
            return Optional.of(new ProbeTopic(
                    description.topicId(),
                    description.partitions().stream().map(TopicAdmin::partition).toList(),
                    up));
        } catch (AccessException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ProbeTopic.Partition partition(TopicPartitionInfo info) {
        return new ProbeTopic.Partition(
                info.leader() == null || info.leader().isEmpty()
                        ? -1
                        : info.leader().id(),
                info.replicas().stream().map(Node::id).toList(),
                info.isr().stream().map(Node::id).collect(Collectors.toSet()));
    }

    /** Creates it with these partitions. */
    void create(List<List<Integer>> partitions) {
        Map<Integer, List<Integer>> assignment = new HashMap<>();
        IntStream.range(0, partitions.size()).forEach(i -> assignment.put(i, partitions.get(i)));
        ClusterAnswer.of(admin.createTopics(List.of(new NewTopic(topic, assignment)
                        .configs(settings(partitions.get(0).size()))))
                .all());
    }

    private static Map<String, String> settings(int replicas) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", RETENTION_MILLIS);
        settings.put("segment.ms", RETENTION_MILLIS);
        settings.put("min.insync.replicas", Integer.toString(Math.max(1, replicas - 1)));
        return settings;
    }

    /** Offsets of partitions; without those whose leader does not answer. */
    Map<TopicPartition, Long> offsets(int partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        IntStream.range(0, partitions).forEach(i -> asked.put(new TopicPartition(topic, i), which));
        ListOffsetsResult answers = admin.listOffsets(asked);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : asked.keySet()) {
            ClusterAnswer.ifTold(() ->
                            ClusterAnswer.of(answers.partitionResult(partition)).offset())
                    .ifPresent(offset -> offsets.put(partition, offset));
        }
        return offsets;
    }

    /** Whether it has the retention that canaries give. */
    boolean settled() {
        ConfigEntry retention = described().get("retention.ms");
        return retention != null && RETENTION_MILLIS.equals(retention.value());
    }

    private ConfigResource resource() {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private Config described() {
        return ClusterAnswer.of(admin.describeConfigs(Set.of(resource())).all()).get(resource());
    }

    /** Gives it our settings. */
    void configure(int replicas) {
        Config now = described();
        List<AlterConfigOp> changes = new ArrayList<>();
        settings(replicas).forEach((name, value) -> {
            if (now.get(name) == null || !value.equals(now.get(name).value())) {
                changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
            }
        });
        if (!changes.isEmpty()) {
            ClusterAnswer.of(
                    admin.incrementalAlterConfigs(Map.of(resource(), changes)).all());
        }
    }

    /** Whether replicas are on their way: then nothing else is ordered. */
    boolean moving(int partitions) {
        Set<TopicPartition> all = new HashSet<>();
        IntStream.range(0, partitions).forEach(i -> all.add(new TopicPartition(topic, i)));
        return !ClusterAnswer.of(admin.listPartitionReassignments(all).reassignments())
                .isEmpty();
    }

    /** Adds partitions to those that are there. */
    void add(int before, List<List<Integer>> added) {
        NewPartitions more = NewPartitions.increaseTo(before + added.size(), added);
        ClusterAnswer.of(admin.createPartitions(Map.of(topic, more)).all());
    }

    /** Moves replicas of partitions. */
    void move(Map<Integer, List<Integer>> moved) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> all = new HashMap<>();
        moved.forEach((partition, replicas) ->
                all.put(new TopicPartition(topic, partition), Optional.of(new NewPartitionReassignment(replicas))));
        ClusterAnswer.of(admin.alterPartitionReassignments(all).all());
    }

    /** Makes preferred leaders the leaders. */
    void elect(Set<Integer> partitions) {
        Set<TopicPartition> all = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
        ClusterAnswer.of(admin.electLeaders(ElectionType.PREFERRED, all).partitions());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
