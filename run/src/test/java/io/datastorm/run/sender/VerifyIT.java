package io.datastorm.run.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.verify.Anomaly;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of both senders, read back and judged; and real segment files that were tampered with. */
final class VerifyIT {
    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private SenderHarness run(Kind kind, String topic, Map<Option<?>, String> more) throws InterruptedException {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, topic);
        settings.put(LoadOptions.RECORDS, "20001");
        settings.put(SenderOptions.WORKERS, "3");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        settings.putAll(more);
        return SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory)
                .run()
                .everyRecordHasAnOutcome();
    }

    private static void assertNothingIsWrong(Findings found) {
        for (Anomaly anomaly : Anomaly.values()) {
            assertThat(found.count(anomaly))
                    .as("%s %s", anomaly, found.places())
                    .isZero();
        }
        assertThat(found.verdict()).as("%s", found.notes()).isEqualTo(Verdict.CLEAN);
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCER,none,1,,false",
        "PRODUCER,zstd,all,customer,false",
        "PRODUCER,lz4,1,,true",
        "DIRECT,none,1,,false",
        "DIRECT,none,all,customer,false",
        "DIRECT,gzip,1,,false",
        "DIRECT,snappy,1,,false",
        "DIRECT,lz4,all,customer,true",
        "DIRECT,zstd,1,,false"
    })
    void whatArrivedIsClean(Kind kind, String compression, String acks, String key, String frozen) throws Exception {
        Map<Option<?>, String> more = new HashMap<>(Map.of(
                SenderOptions.COMPRESSION, compression,
                SenderOptions.ACKS, acks,
                RecordOptions.FROZEN, frozen,
                RecordOptions.HEADER, "other=header"));
        if (key != null) {
            more.put(RecordOptions.KEY, key);
        }
        Findings found = run(kind, "t-clean-" + compression + acks, more).verify();
        assertNothingIsWrong(found);
        assertThat(found.read()).isEqualTo(20_001);
        assertThat(found.foreignRecords()).isZero();
    }

    /** Nobody acknowledged anything: then nothing can be lost, and nothing is clean. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void withoutAcknowledgementsEverythingIsUnresolved(Kind kind) throws Exception {
        SenderHarness harness = run(kind, "t-verify0", Map.of(SenderOptions.ACKS, "0"));
        assertThat(harness.readBack().stream().mapToLong(List::size).sum()).isEqualTo(20_001);
        Findings found = harness.verify();
        assertThat(found.verdict()).isEqualTo(Verdict.UNACKNOWLEDGED);
        assertThat(found.unresolvedStoredRecords()).isEqualTo(20_001);
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void recordsOfOthersAreForeign(Kind kind) throws Exception {
        SenderHarness harness = run(kind, "t-foreign", Map.of());
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> other =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 5; i++) {
                other.send(new ProducerRecord<>(harness.topic(), 0, null, new byte[i]))
                        .get();
            }
        }
        Findings found = harness.verify();
        assertNothingIsWrong(found);
        assertThat(found.foreignRecords()).isEqualTo(5);
    }

    /** The broker reads its segment files anew for each consumer, and does not look into them. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aFlippedBitInASegmentIsOneCorruptedRecord(Kind kind) throws Exception {
        SenderHarness harness = run(kind, "t-flipped", Map.of());
        Segment segment = Segment.of(cluster, harness.topic());
        segment.flip(segment.indexOf("C-", segment.middleBatch().middle()));
        Findings found = harness.verify();
        assertThat(found.places()).hasSize(1);
        assertThat(found.count(Anomaly.CORRUPTED)).isEqualTo(1);
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.places().get(0).partition()).isZero();
        assertThat(found.places().get(0).sequence()).isNotNegative();
    }

    /**
     * Wherever a bit flips: what is compressed together can be spoiled together, but nothing of it is called anything
     * else.
     */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aFlippedBitInACompressedBatchIsCorruptedRecords(Kind kind) throws Exception {
        SenderHarness harness = run(kind, "t-flipped-lz4", Map.of(SenderOptions.COMPRESSION, "lz4"));
        Segment segment = Segment.of(cluster, harness.topic());
        Segment.Batch batch = segment.middleBatch();
        for (int at = batch.records(); at < batch.end(); at += Math.max(1, (batch.end() - batch.records()) / 20)) {
            segment.flip(at);
            Findings found = harness.verify();
            for (Anomaly anomaly : Anomaly.values()) {
                assertThat(found.count(anomaly))
                        .as("%s of bit at %d of %s: %s", anomaly, at, batch, found.places())
                        .isBetween(
                                anomaly == Anomaly.CORRUPTED ? 1L : 0L,
                                anomaly == Anomaly.CORRUPTED ? batch.count() : 0L);
            }
            assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
            segment.flip(at);
        }
        assertNothingIsWrong(harness.verify());
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void whatRetentionRemovedIsVoidAndNotLost(Kind kind) throws Exception {
        SenderHarness harness = run(kind, "t-retention", Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(harness.topic(), 2), RecordsToDelete.beforeOffset(100)))
                    .all()
                    .get();
        }
        Findings found = harness.verify();
        assertThat(found.verdict()).isEqualTo(Verdict.VOID);
        assertThat(found.removedRecords()).isEqualTo(100);
    }

    /** As after kill -9: the journal ends earlier than the log, in the middle of a block. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aTornJournalStillJudges(Kind kind) throws Exception {
        SenderHarness harness = run(kind, "t-torn", Map.of());
        Path journal = directory.resolve("journal");
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length / 2));
        Findings found = harness.verify();
        assertThat(found.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(found.unmentionedRecords()).isPositive();
        assertThat(found.read()).isEqualTo(20_001);
    }

    /** The broker replaces the timestamps, so the stamps do not cover them. */
    @Test
    void aTopicWithTheBrokersTimestampsIsClean() throws Exception {
        String topic = "t-append-time-" + Kind.DIRECT;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            NewTopic appendTime =
                    new NewTopic(topic, 4, (short) 1).configs(Map.of("message.timestamp.type", "LogAppendTime"));
            admin.createTopics(List.of(appendTime)).all().get();
        }
        assertNothingIsWrong(run(Kind.DIRECT, "t-append-time", Map.of()).verify());
    }
}
