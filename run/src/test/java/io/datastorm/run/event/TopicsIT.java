package io.datastorm.run.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.EventOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.verify.VerificationProgress;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import io.datastorm.run.sender.SenderHarness;
import io.datastorm.run.verify.Receivers;
import io.datastorm.run.verify.StreamVerification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream of several topics, as consumers find it that read one topic after the other. */
final class TopicsIT {
    private static final int RECORDS = 12_000;
    private static final int TOPICS = 12;
    private static final long LOOK_NANOS = 20_000_000;
    private static final int PARTITIONS = 3;

    @TempDir
    private Path directory;

    private static LocalCluster cluster;
    private static DataStorm storm;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        storm = DataStorm.connect(cluster.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        storm.close();
        cluster.close();
    }

    static Stream<SenderPlan.Kind> senders() {
        return SenderHarness.kinds().stream();
    }

    private static RunPlan.Builder plan(String name, SenderPlan.Kind sender) {
        return RunPlan.produce(name)
                .set(TopicOptions.TOPICS, Integer.toString(TOPICS))
                .partitions(PARTITIONS)
                .records(RECORDS)
                .template("order")
                .sender(sender)
                .workers(2)
                .set(RecordOptions.FORMAT, "json");
    }

    /** By the name of the topic. */
    private static Map<String, TopicContent> stored(String name) {
        return TopicContent.read(
                cluster.bootstrapServers(), Topics.of(name, TOPICS).names());
    }

    /** Small batches: sticky records go on to the next topic after each. */
    @ParameterizedTest
    @MethodSource("senders")
    void recordsAreSpreadOverThem(SenderPlan.Kind sender) throws Exception {
        String name = "spread-" + sender;
        RunResult result = storm.run(plan(name, sender)
                .set(SenderOptions.BATCH_SIZE, "4KiB")
                .verify()
                .build());
        assertThat(result.verification().clean())
                .as("%s", result.verification())
                .isTrue();
        assertThat(result.verification().partitionsWritten()).isEqualTo(TOPICS * PARTITIONS);
        assertThat(result.totals().stored()).isEqualTo(RECORDS);
        assertThat(result.streams()).singleElement().satisfies(stream -> {
            assertThat(stream.topic()).isEqualTo(name);
            assertThat(stream.topics()).isEqualTo(TOPICS);
            assertThat(stream.partitions()).isEqualTo(TOPICS * PARTITIONS);
        });
        assertThat(new TextReporter().lines(result))
                .anyMatch(line -> line.strip().equals("spread over 12 topics with 3 partitions each"));
        assertThat(stored(name).values()).allSatisfy(content -> assertThat(content.orders())
                .hasSizeBetween(RECORDS / TOPICS / 2, RECORDS / TOPICS * 2));
    }

    /** What proves records must not decide where they go. */
    @ParameterizedTest
    @MethodSource("senders")
    void aKeyHasItsTopicAndKafkasPartition(SenderPlan.Kind sender) throws Exception {
        Map<String, String> placed = new HashMap<>();
        for (boolean verified : List.of(false, true)) {
            String name = "keyed-" + sender + "-" + verified;
            RunPlan.Builder plan = plan(name, sender).set(RecordOptions.KEYS, "uniform:500");
            storm.run((verified ? plan.verify() : plan).build());
            Set<String> topics = new HashSet<>();
            stored(name).forEach((topic, content) -> content.orders().forEach(order -> {
                int hash = Utils.toPositive(Utils.murmur2(order.key().getBytes(StandardCharsets.UTF_8)));
                assertThat(order.place().partition()).as(order.key()).isEqualTo(hash % PARTITIONS);
                String number = topic.substring(name.length());
                topics.add(number);
                assertThat(placed.putIfAbsent(order.key(), number))
                        .as(order.key())
                        .isIn(null, number);
            }));
            assertThat(topics).hasSize(TOPICS);
        }
        assertThat(placed).hasSize(500);
    }

    @ParameterizedTest
    @MethodSource("senders")
    void theGroundTruthNamesTheTopic(SenderPlan.Kind sender) throws Exception {
        String name = "dirty-" + sender;
        RunPlan plan =
                plan(name, sender).set(EventOptions.INVALID, "2%").verify().build();
        RunResult result = storm.prepare(plan).execute(directory);
        assertThat(result.verification().clean())
                .as("%s", result.verification())
                .isTrue();
        Set<String> told = new HashSet<>();
        for (JsonNode line : GroundTruth.read(directory).lines()) {
            told.add(line.get("topic").asText() + " " + line.get("partition") + " " + line.get("offset"));
        }
        Set<String> undecodable = new HashSet<>();
        stored(name).forEach((topic, content) -> content.orders().stream()
                .filter(order -> order.value().isEmpty())
                .forEach(order -> undecodable.add(topic + " " + order.place().partition() + " "
                        + order.place().offset())));
        assertThat(told).hasSizeGreaterThan(RECORDS / 100).isEqualTo(undecodable);
    }

    /** A record that is there twice, and one that stands in the topic of another. */
    @Test
    void whatIsWrongIsNamedWithItsTopic() throws Exception {
        run("judged");
        String from = "judged-05";
        ConsumerRecord<byte[], byte[]> copied =
                TopicContent.raw(cluster.bootstrapServers(), from).get(0);
        try (KafkaProducer<byte[], byte[]> other = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String topic : List.of(from, "judged-06")) {
                other.send(new ProducerRecord<>(
                                topic,
                                copied.partition(),
                                copied.timestamp(),
                                copied.key(),
                                copied.value(),
                                copied.headers()))
                        .get();
            }
        }
        Verification found = verify();
        assertThat(found.verdict()).isEqualTo("BROKEN");
        assertThat(found.lost()).isZero();
        assertThat(found.places())
                .extracting(Verification.Place::anomaly, Verification.Place::topic, Verification.Place::partition)
                .contains(tuple("duplicated", from, copied.partition()))
                .contains(tuple("misplaced", "judged-06", copied.partition()));
    }

    /** One that was created again has another id, and offsets that mean nothing. */
    @Test
    void topicsThatAreGoneHaveLostTheirRecordsAndNoOther() throws Exception {
        run("gone");
        List<String> lost = List.of("gone-07", "gone-08");
        long held = TopicContent.read(cluster.bootstrapServers(), lost).values().stream()
                .mapToLong(content -> content.orders().size())
                .sum();
        try (Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of())) {
            admin.deleteTopics(lost).all().get();
            admin.createTopics(List.of(new NewTopic("gone-08", PARTITIONS, (short) 1)))
                    .all()
                    .get();
            // The controller has it; the broker hears of it a moment later.
            while (!admin.listTopics().names().get().contains("gone-08")) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        Verification found = verify();
        assertThat(found.lost()).isEqualTo(held).isPositive();
        assertThat(found.notes())
                .contains("there is no topic 'gone-07' any more")
                .contains("topic 'gone-08' was deleted and created again: what was acknowledged before that is gone");
        assertThat(found.places()).extracting(Verification.Place::topic).containsOnly("gone-07", "gone-08");
    }

    /** Numbers between that no partition has are nothing that could not be read. */
    @Test
    void oneTopicMayHaveMorePartitionsThanTheOthers() throws Exception {
        run("uneven");
        try (Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of())) {
            admin.createPartitions(Map.of("uneven-06", NewPartitions.increaseTo(PARTITIONS + 2)))
                    .all()
                    .get();
        }
        Verification found = verify();
        assertThat(found.clean()).as("%s", found).isTrue();
    }

    private void run(String name) throws Exception {
        RunResult result = storm.prepare(
                        plan(name, SenderPlan.Kind.PRODUCER).verify().build())
                .execute(directory);
        assertThat(result.verification().clean())
                .as("%s", result.verification())
                .isTrue();
    }

    private Verification verify() throws Exception {
        Path journal = directory.resolve("journal");
        try (Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of());
                JournalIndex index = JournalIndex.read(journal)) {
            return StreamVerification.verify(
                    index,
                    VerificationProgress.begin(journal, index),
                    new StreamVerification.Reading(admin, Map.of("bootstrap.servers", cluster.bootstrapServers())),
                    Receivers.NONE);
        }
    }

    @Test
    void topicsThatAreThereNeedEqualNumbersOfPartitions() throws Exception {
        try (Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of())) {
            admin.createTopics(List.of(new NewTopic("unequal-04", 2, (short) 1)))
                    .all()
                    .get();
        }
        RunPlan plan = plan("unequal", SenderPlan.Kind.PRODUCER).build();
        assertThatThrownBy(() -> storm.run(plan))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "--topics: topic 'unequal-04' has 2 partitions, and others have, or would get, 3; all need the "
                                + "same number");
        try (Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of())) {
            assertThat(admin.listTopics().names().get())
                    .as("nothing is created in vain")
                    .contains("unequal-04")
                    .doesNotContain("unequal-01");
        }
    }
}
