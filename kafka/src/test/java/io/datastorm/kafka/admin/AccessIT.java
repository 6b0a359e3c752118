package io.datastorm.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.Plans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who is let in, and what is said to those who are not. Most of these tests wait for a time-out, side by side. */
@Execution(ExecutionMode.CONCURRENT)
final class AccessIT {
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"%s\"%s;";

    /** Clients log in; brokers among themselves do not. */
    private static LocalCluster cluster;

    private static Admin admin;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.client.plain.sasl.jaas.config",
                        LOGIN.formatted("right", " user_u=\"right\""))));
        admin = ClusterAccess.connect(cluster.bootstrapServers(), login("right"));
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    private static Map<String, String> login(String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", LOGIN.formatted(password, ""));
    }

    private static void refused(String servers, Map<String, String> properties, String message) {
        assertThatThrownBy(() -> ClusterAccess.connect(servers, properties))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("wrong-password");
    }

    @Test
    void aFailedLoginSaysSo() {
        refused(
                cluster.bootstrapServers(),
                login("wrong-password"),
                "the login at " + cluster.bootstrapServers() + " failed");
    }

    /** Each of them waits as long as an answer may take: they wait together. */
    @Test
    void whoDoesNotAnswerAsKafkaDoesIsExplained() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> refused(
                                    cluster.bootstrapServers(),
                                    Map.of("security.protocol", "SSL"),
                                    "gives no Kafka answer to security.protocol=SSL")),
                            CompletableFuture.runAsync(() -> refused(
                                    "127.0.0.1:" + closedPort(), Map.of(), "check that the broker runs, and the port")),
                            CompletableFuture.runAsync(() -> refused(
                                    "127.0.0.1:" + silent.getLocalPort(),
                                    Map.of(),
                                    "gives no Kafka answer to security.protocol=PLAINTEXT")))
                    .get();
        }
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUnknownHostSaysSo() {
        refused("no-such-host.invalid:9092", Map.of(), "no such host");
    }

    private static Workload plan(String topic, Option<?> setting, String value) {
        return Plans.of(
                cluster.bootstrapServers(),
                Map.of(TopicOptions.TOPIC, topic, TopicOptions.PARTITIONS, "3", setting, value));
    }

    private static TargetTopics prepare(Workload workload) {
        return TargetTopics.prepare(
                admin, workload.onlyStream().topic(), workload.onlyStream().sender(), id -> false);
    }

    private static void write(String topic) throws Exception {
        Map<String, Object> config = new java.util.HashMap<>(login("right"));
        config.put("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[10])).get();
        }
    }

    @Test
    void aForeignTopicNeedsItsNameAgain() throws Exception {
        admin.createTopics(List.of(new NewTopic("foreign", 2, (short) 1))).all().get();
        assertThat(prepare(plan("foreign", RecordOptions.SEED, "1")).partitions())
                .isEqualTo(2);
        write("foreign");
        assertThatThrownBy(() -> prepare(plan("foreign", RecordOptions.SEED, "1")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("holds 1 records")
                .hasMessageContaining("--allow-existing foreign");
        assertThatThrownBy(() -> prepare(plan("foreign", TopicOptions.ALLOW_EXISTING, "other")))
                .isInstanceOf(InvalidInput.class);
        assertThat(prepare(plan("foreign", TopicOptions.ALLOW_EXISTING, "foreign"))
                        .settledEnds()
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void aMissingTopicIsCreatedAsAsked() {
        TargetTopics topic = prepare(plan("fresh", RecordOptions.SEED, "1"));
        assertThat(topic.created()).isTrue();
        assertThat(topic.partitions()).isEqualTo(3);
        assertThat(topic.settledEnds().sum()).isZero();
        assertThat(prepare(plan("fresh", RecordOptions.SEED, "1")).created()).isFalse();
    }

    @Test
    void aBatchThatTheTopicDoesNotTakeIsRefused() throws Exception {
        admin.createTopics(List.of(new NewTopic("small", 1, (short) 1).configs(Map.of("max.message.bytes", "10000"))))
                .all()
                .get();
        assertThatThrownBy(() -> prepare(plan("small", SenderOptions.BATCH_SIZE, "64KiB")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("max.message.bytes 10,000");
    }

    @Test
    void aRequestThatBrokersDoNotTakeIsRefused() {
        TargetTopics topic = prepare(plan("requests", RecordOptions.SEED, "1"));
        topic.requireRequests(64 << 20);
        assertThatThrownBy(() -> topic.requireRequests(1L << 31))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("requests of up to 2,147,483,648 bytes")
                .hasMessageContaining("socket.request.max.bytes");
    }
}
