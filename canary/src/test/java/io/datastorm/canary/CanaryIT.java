package io.datastorm.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.ClusterAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A canary of three real brokers, and what happens to them. */
final class CanaryIT {
    private static LocalCluster cluster;
    private static Admin admin;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(3));
        admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of());
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    @Test
    void aBrokerThatGoesAndComesIsSeenAndLeadsAgain() throws Exception {
        try (RunningCanary running = new RunningCanary(cluster.bootstrapServers(), "restarts")) {
            running.awaitGood(20);
            cluster.broker(2).kill();
            running.awaitEvent("broker 2 is down");
            running.awaitGood(20);
            assertThat(running.canary().status().brokers()).contains(new CanaryStatus.Broker(2, false, List.of()));
            cluster.restart(2);
            running.awaitEvent("broker 2 is up again, after ");
            running.awaitEvent("broker 2 leads now, before it was broker ");
            running.awaitGood(20);
            assertThat(running.canary().totals().lost()).isZero();
            assertThat(running.canary().totals().duplicated()).isZero();
        }
    }

    /** A producer that asks for the topic may have it created by a broker before the canary does. */
    @Test
    void aTopicThatIsDeletedIsCreatedAnew() throws Exception {
        try (RunningCanary running = new RunningCanary(cluster.bootstrapServers(), "deleted")) {
            running.awaitGood(20);
            admin.deleteTopics(Set.of("deleted")).all().get();
            running.awaitEvent("the topic was deleted and created anew");
            running.awaitGood(60);
            running.awaitGood(200);
            assertThat(running.canary().totals().lost()).isZero();
            assertThat(running.canary().totals().duplicated()).isZero();
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "deleted");
            assertThat(admin.describeConfigs(Set.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("retention.ms")
                            .value())
                    .isEqualTo("600000");
            assertThat(running.canary().status().partitions())
                    .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
        }
    }

    @Test
    void partitionsFollowTheBrokers() throws Exception {
        admin.createTopics(
                        List.of(new NewTopic("small", Map.of(0, List.of(2))).configs(Map.of("retention.ms", "600000"))))
                .all()
                .get();
        try (RunningCanary running = new RunningCanary(cluster.bootstrapServers(), "small")) {
            running.awaitEvent("replicas move: partition 0 to brokers [2, 3, 1]");
            running.awaitEvent("the topic has 3 partitions now, before 1");
            running.awaitGood(60);
            assertThat(running.canary().status().partitions())
                    .extracting(CanaryStatus.Partition::leader)
                    .containsExactlyInAnyOrder(1, 2, 3);
            assertThat(running.canary().status().partitions())
                    .allSatisfy(partition ->
                            assertThat(partition.figures().records()).isPositive());
        }
    }

    @Test
    void nothingIsSentToSomebodyElsesTopic() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClusterAccess.properties(cluster.bootstrapServers(), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("orders", 0, null, new byte[100]))
                    .get();
        }
        assertThatThrownBy(() -> new RunningCanary(cluster.bootstrapServers(), "orders"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("orders has records that are not a canary's (partition 0, offset 0)");
        ConfigResource orders = new ConfigResource(ConfigResource.Type.TOPIC, "orders");
        assertThat(admin.describeConfigs(Set.of(orders))
                        .all()
                        .get()
                        .get(orders)
                        .get("retention.ms")
                        .value())
                .isEqualTo("604800000");
        admin.createTopics(List.of(new NewTopic("empty", 1, (short) 1))).all().get();
        assertThatThrownBy(() -> new RunningCanary(cluster.bootstrapServers(), "empty"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("empty is there, and neither its records nor its settings are a canary's");
    }

    /** Two canaries may share a topic, such as an old and a new one for a moment. */
    @Test
    void twoCanariesDoNotDisturbEachOther() throws Exception {
        try (RunningCanary one = new RunningCanary(cluster.bootstrapServers(), "shared");
                RunningCanary other = new RunningCanary(cluster.bootstrapServers(), "shared")) {
            one.awaitGood(40);
            other.awaitGood(40);
            assertThat(one.canary().totals().failed()).isZero();
            assertThat(other.canary().totals().duplicated()).isZero();
        }
    }
}
