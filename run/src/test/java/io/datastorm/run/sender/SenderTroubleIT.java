package io.datastorm.run.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.verify.Anomaly;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sender promises when something goes wrong with brokers, topics and leaders. Three real brokers. */
@Tag("matrix")
final class SenderTroubleIT {
    private static LocalCluster cluster;

    private static Admin admin;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        // A dead broker's partitions get new leaders soon.
        cluster = LocalCluster.start(ClusterPlan.of(3)
                .with(Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500")));
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    private SenderHarness harness(Map<Option<?>, String> settings) {
        return SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory);
    }

    /** Retries must end soon for a test. */
    private static Map<Option<?>, String> impatient(Kind kind, String topic) {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, topic);
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(LoadOptions.RATE, "20k");
        settings.put(
                SenderOptions.PRODUCER_PROPERTY,
                "request.timeout.ms=2000\ndelivery.timeout.ms=4000\nmax.block.ms=4000\nmetadata.max.age.ms=1000");
        return settings;
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aTopicThatIsDeletedAndMadeAgainIsWrittenToAgain(Kind kind) throws Exception {
        SenderHarness harness = harness(impatient(kind, "t-again"));
        Uuid before = topicId(harness).orElseThrow();
        harness.runWhile(5000, () -> {
                    SenderHarness.get(
                            admin.deleteTopics(List.of(harness.topic())).all());
                    // The official producer asks the brokers to make a missing topic, and may be faster than we are.
                    while (topicId(harness).filter(id -> !id.equals(before)).isEmpty()) {
                        KafkaFuture<Void> unused = admin.createTopics(
                                        List.of(new NewTopic(harness.topic(), 4, (short) 1)))
                                .all();
                    }
                    harness.awaitAcknowledged(20_000);
                    harness.enough();
                })
                .everyRecordHasAnOutcome();
        assertThat(harness.readBack().stream().mapToLong(List::size).sum())
                .isBetween(1L, harness.acknowledged() + harness.unresolved());
        // What the deleted topic held is lost, and nothing else is said of what the new one holds. But without
        // idempotence what is sent again may come behind what was sent later: the new topic may be there in between.
        Set<Anomaly> expected = Set.of(Anomaly.LOST, Anomaly.REORDERED);
        Findings found = harness.verify();
        assertThat(found.count(Anomaly.LOST)).isGreaterThanOrEqualTo(5000);
        assertThat(found.places()).allMatch(place -> expected.contains(place.anomaly()));
    }

    private static Optional<Uuid> topicId(SenderHarness harness) {
        try {
            return Optional.of(admin.describeTopics(List.of(harness.topic()))
                    .allTopicNames()
                    .get()
                    .get(harness.topic())
                    .topicId());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void batchesThatATopicNoLongerTakesFailOrAreSplit(Kind kind) throws Exception {
        Map<Option<?>, String> settings = impatient(kind, "t-small");
        settings.put(LoadOptions.RATE, "max");
        SenderHarness harness = harness(settings);
        harness.runWhile(5000, () -> {
                    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, harness.topic());
                    SenderHarness.get(admin.incrementalAlterConfigs(Map.of(
                                    topic,
                                    List.of(new AlterConfigOp(
                                            new ConfigEntry("max.message.bytes", "20000"), AlterConfigOp.OpType.SET))))
                            .all());
                    if (kind.direct()) {
                        harness.await(() -> harness.failed() > 0);
                    } else {
                        harness.awaitAcknowledged(20_000);
                    }
                    harness.enough();
                })
                .everyRecordHasAnOutcome();
        assertThat(harness.unresolved()).isZero();
        assertThat(harness.troubles()).allMatch(trouble -> trouble.startsWith("MESSAGE_TOO_LARGE"));
        assertThat(harness.readBack().stream().mapToLong(List::size).sum()).isEqualTo(harness.acknowledged());
    }

    private static void leavesNoRecordWithoutAnOutcome(SenderHarness harness) throws Exception {
        harness.everyRecordHasAnOutcome();
        assertThat(harness.unresolved()).isPositive();
        Findings found = harness.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.unresolvedStoredRecords() + found.unresolvedNotStoredRecords())
                .isEqualTo(harness.unresolved());
    }

    /** Both kinds at once: they wait for nobody most of the time. */
    @Test
    void aClusterThatDiesLeavesNoRecordWithoutAnOutcome() throws Exception {
        try (LocalCluster dying = LocalCluster.start(ClusterPlan.of(1))) {
            Map<Kind, SenderHarness> trials = new HashMap<>();
            for (Kind kind : Kind.BUILT_IN) {
                Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-dying");
                settings.put(LoadOptions.DURATION, "1h");
                trials.put(
                        kind,
                        SenderHarness.prepareVerified(
                                dying.bootstrapServers(), settings, directory.resolve(kind.name())));
            }
            trials.get(Kind.PRODUCER).runWhile(1, () -> trials.get(Kind.DIRECT).runWhile(1, () -> {
                dying.broker(1).kill();
                for (SenderHarness harness : trials.values()) {
                    harness.generator().stop(StopSignal.Reason.BROKER_DIED, "killed");
                }
            }));
            dying.restart(1);
            dying.awaitReady();
            for (SenderHarness harness : trials.values()) {
                leavesNoRecordWithoutAnOutcome(harness);
            }
        }
    }

    /** With idempotence, on a replicated topic: nothing lost, nothing twice, order kept. */
    private static Map<Option<?>, String> replicated(Kind kind, String topic) {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, topic);
        settings.put(TopicOptions.REPLICATION_FACTOR, "3");
        settings.put(SenderOptions.ACKS, "all");
        settings.put(SenderOptions.WORKERS, "2");
        settings.put(LoadOptions.RATE, "50k");
        settings.put(SenderOptions.BUFFER_MEMORY, "1MiB");
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        return settings;
    }

    private static void exactlyOnceInOrder(SenderHarness harness) {
        harness.everyRecordHasAnOutcome();
        assertThat(harness.failed() + harness.unresolved())
                .as("%s", harness.troubles())
                .isZero();
        assertThat(SenderHarness.inOrder(harness.readBack(), 2)).isEqualTo(harness.acknowledged());
        Findings found = harness.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.read()).isEqualTo(harness.acknowledged());
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aBrokerThatDiesAndComesBackCostsNothing(Kind kind) throws Exception {
        SenderHarness harness = harness(replicated(kind, "t-killed"));
        harness.runWhile(10_000, () -> {
            cluster.broker(2).kill();
            harness.awaitAcknowledged(15_000);
            cluster.restart(2);
            cluster.awaitReady();
            harness.awaitAcknowledged(15_000);
            harness.enough();
        });
        exactlyOnceInOrder(harness);
    }

    /**
     * It is down before the first record, nobody takes its place, and its partitions are more than there are batches.
     */
    @Test
    void aBrokerThatIsDownHoldsUpItsOwnPartitionsOnly() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(Kind.DIRECT, "t-down");
        settings.put(TopicOptions.PARTITIONS, "48");
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        settings.put(SenderOptions.BUFFER_MEMORY, "128KiB");
        SenderHarness harness = harness(settings);
        cluster.broker(2).kill();
        harness.runWhile(100_000, () -> {
            cluster.restart(2);
            cluster.awaitReady();
            harness.awaitAcknowledged(100_000);
            harness.enough();
        });
        harness.everyRecordHasAnOutcome();
        assertThat(harness.failed() + harness.unresolved())
                .as("%s", harness.troubles())
                .isZero();
        assertThat(harness.verify().verdict()).isEqualTo(Verdict.CLEAN);
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void leadersThatMoveCostNothing(Kind kind) throws Exception {
        SenderHarness harness = harness(replicated(kind, "t-moved"));
        harness.runWhile(10_000, () -> {
            for (int round = 0; round < 2; round++) {
                for (int partition = 0; partition < 4; partition++) {
                    lead(new TopicPartition(harness.topic(), partition), 1 + (partition + round) % 3);
                }
                harness.awaitAcknowledged(10_000);
            }
            harness.enough();
        });
        exactlyOnceInOrder(harness);
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void newPartitionsAreFoundAndCostNothing(Kind kind) throws Exception {
        Map<Option<?>, String> settings = replicated(kind, "t-grown");
        settings.put(LoadOptions.RATE, "max");
        settings.put(SenderOptions.PRODUCER_PROPERTY, "metadata.max.age.ms=300");
        settings.put(RecordOptions.KEY, "customer");
        SenderHarness harness = harness(settings);
        harness.runWhile(30_000, () -> {
            SenderHarness.get(admin.createPartitions(Map.of(harness.topic(), NewPartitions.increaseTo(6)))
                    .all());
            long before = end(harness, 5);
            while (end(harness, 5) == before) {
                harness.awaitAcknowledged(1000);
            }
            harness.enough();
        });
        exactlyOnceInOrder(harness);
    }

    private static long end(SenderHarness harness, int partition) {
        TopicPartition asked = new TopicPartition(harness.topic(), partition);
        try {
            return SenderHarness.get(admin.listOffsets(Map.of(asked, OffsetSpec.latest()))
                            .partitionResult(asked))
                    .offset();
        } catch (IllegalStateException notThereYet) {
            return 0;
        }
    }

    private static void lead(TopicPartition partition, int leader) {
        List<Integer> replicas = List.of(leader, 1 + leader % 3, 1 + (leader + 1) % 3);
        SenderHarness.get(admin.alterPartitionReassignments(
                        Map.of(partition, Optional.of(new NewPartitionReassignment(replicas))))
                .all());
        SenderHarness.get(
                admin.electLeaders(ElectionType.PREFERRED, Set.of(partition)).partitions());
    }
}
