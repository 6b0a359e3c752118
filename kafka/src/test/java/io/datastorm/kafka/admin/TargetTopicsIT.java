package io.datastorm.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.Plans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TargetTopicsIT {
    private static final int TOPICS = 60;

    /**
     * Brokers learn of a new topic one after the other, and each question may go to another broker: often enough, one
     * of them does not know it yet.
     */
    @Test
    @Tag("matrix")
    void aNewTopicIsReadyAlsoWhereBrokersLearnOfItLater() {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(3));
                Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of())) {
            for (int i = 0; i < TOPICS; i++) {
                Workload plan = Plans.of(
                        cluster.bootstrapServers(), Map.of(TopicOptions.TOPIC, "t" + i, TopicOptions.PARTITIONS, "3"));
                TargetTopics topic = TargetTopics.prepare(
                        admin, plan.onlyStream().topic(), plan.onlyStream().sender(), id -> false);
                assertThat(topic.partitions()).isEqualTo(3);
            }
            partitionsThatWereAddedCount(cluster, admin);
            partitionsWithoutLeaderAreLeftOut(cluster, admin);
        }
    }

    private static void partitionsThatWereAddedCount(LocalCluster cluster, Admin admin) {
        Workload plan =
                Plans.of(cluster.bootstrapServers(), Map.of(TopicOptions.TOPIC, "grows", TopicOptions.PARTITIONS, "1"));
        TargetTopics topic = TargetTopics.prepare(
                admin, plan.onlyStream().topic(), plan.onlyStream().sender(), id -> false);
        new TopicFaults(admin, List.of("grows")).addPartitions(2);
        write(cluster, "grows", 1);
        assertThat(topic.settledEnds(EndOffsets.none(), 1).sum()).isEqualTo(1);
    }

    private static void partitionsWithoutLeaderAreLeftOut(LocalCluster cluster, Admin admin) {
        TargetTopics.prepare(admin, topic(cluster, Map.of()), sender(cluster), id -> false);
        cluster.broker(2).kill();
        assertThatThrownBy(() -> TargetTopics.prepare(admin, topic(cluster, Map.of()), sender(cluster), id -> false))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("may hold records in the partitions without a leader")
                .hasMessageContaining("--allow-existing holes");
        TargetTopics topic = TargetTopics.prepare(
                admin, topic(cluster, Map.of(TopicOptions.ALLOW_EXISTING, "holes")), sender(cluster), id -> false);
        EndOffsets before = topic.settledEnds();
        assertThat(before.known()).hasSize(4);
        assertThat(before.unknown()).hasSize(2);
        int led = before.known().firstKey();
        write(cluster, "holes", led);
        EndOffsets.Growth growth = topic.settledEnds(before, 1).since(before);
        assertThat(growth).isEqualTo(new EndOffsets.Growth(1, before.unknown()));
    }

    private static TopicPlan topic(LocalCluster cluster, Map<Option<?>, String> more) {
        Map<Option<?>, String> settings =
                new HashMap<>(Map.of(TopicOptions.TOPIC, "holes", TopicOptions.PARTITIONS, "6"));
        settings.putAll(more);
        return Plans.of(cluster.bootstrapServers(), settings).onlyStream().topic();
    }

    private static SenderPlan sender(LocalCluster cluster) {
        return Plans.of(cluster.bootstrapServers(), Map.of()).onlyStream().sender();
    }

    private static void write(LocalCluster cluster, String topic, int partition) {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Object unused = producer.send(new ProducerRecord<>(topic, partition, null, new byte[1]));
        }
    }
}
