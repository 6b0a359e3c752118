package io.datastorm.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.read.Setting;
import io.datastorm.kafka.Plans;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class TargetTopicIT {
    private static final int TOPICS = 60;

    /**
     * Brokers learn of a new topic one after the other, and each question may go to another broker: often enough, one
     * of them does not know it yet.
     */
    @Test
    void aNewTopicIsReadyAlsoWhereBrokersLearnOfItLater() {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(3));
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            for (int i = 0; i < TOPICS; i++) {
                Workload plan =
                        Plans.of(cluster.bootstrapServers(), Map.of(Setting.TOPIC, "t" + i, Setting.PARTITIONS, "3"));
                TargetTopic topic = TargetTopic.prepare(admin, plan.target(), plan.sender(), id -> false);
                assertThat(topic.partitions()).isEqualTo(3);
            }
            partitionsThatWereAddedCount(cluster, admin);
        }
    }

    private static void partitionsThatWereAddedCount(LocalCluster cluster, Admin admin) {
        Workload plan = Plans.of(cluster.bootstrapServers(), Map.of(Setting.TOPIC, "grows", Setting.PARTITIONS, "1"));
        TargetTopic topic = TargetTopic.prepare(admin, plan.target(), plan.sender(), id -> false);
        new TopicFaults(admin, "grows").addPartitions(2);
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Object unused = producer.send(new ProducerRecord<>("grows", 1, null, new byte[1]));
        }
        assertThat(topic.endOffsets(1)).isEqualTo(1);
    }
}
