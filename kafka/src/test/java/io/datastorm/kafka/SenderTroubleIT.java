package io.datastorm.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.proof.Anomaly;
import io.datastorm.core.proof.Findings;
import io.datastorm.core.proof.Verdict;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.setting.Setting;
import java.nio.file.Path;
import java.util.EnumMap;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every sender promises when something goes wrong with brokers, topics and leaders. Three real brokers. */
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

    private Trial trial(Map<Setting, String> settings) {
        return Trial.prepareProven(cluster.bootstrapServers(), settings, directory.resolve("journal"));
    }

    /** Retries must end soon for a test. */
    private static Map<Setting, String> impatient(Kind kind, String topic) {
        Map<Setting, String> settings = Trial.settings(kind, topic);
        settings.put(Setting.DURATION, "1h");
        settings.put(Setting.RATE, "20k");
        settings.put(
                Setting.PRODUCER_PROPERTY,
                "request.timeout.ms=2000\ndelivery.timeout.ms=4000\nmax.block.ms=4000\nmetadata.max.age.ms=1000");
        return settings;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTopicThatIsDeletedAndMadeAgainIsWrittenToAgain(Kind kind) throws Exception {
        Trial trial = trial(impatient(kind, "t-again"));
        Uuid before = topicId(trial).orElseThrow();
        trial.runWhile(5000, () -> {
                    Trial.get(admin.deleteTopics(List.of(trial.topic())).all());
                    // The official producer asks the brokers to make a missing topic, and may be faster than we are.
                    while (topicId(trial).filter(id -> !id.equals(before)).isEmpty()) {
                        KafkaFuture<Void> unused = admin.createTopics(
                                        List.of(new NewTopic(trial.topic(), 4, (short) 1)))
                                .all();
                    }
                    trial.awaitAcknowledged(20_000);
                    trial.enough();
                })
                .everyRecordHasAnOutcome();
        assertThat(trial.readBack().stream().mapToLong(List::size).sum())
                .isBetween(1L, trial.acknowledged() + trial.unresolved());
        // What the deleted topic held is lost, and nothing else is said of what the new one holds. But without
        // idempotence what is sent again may come behind what was sent later: the new topic may be there in between.
        Set<Anomaly> expected = Set.of(Anomaly.LOST, Anomaly.REORDERED);
        Findings found = trial.verify();
        assertThat(found.count(Anomaly.LOST)).isGreaterThanOrEqualTo(5000);
        assertThat(found.places()).allMatch(place -> expected.contains(place.anomaly()));
    }

    private static Optional<Uuid> topicId(Trial trial) {
        try {
            return Optional.of(admin.describeTopics(List.of(trial.topic()))
                    .allTopicNames()
                    .get()
                    .get(trial.topic())
                    .topicId());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void batchesThatATopicNoLongerTakesFailOrAreSplit(Kind kind) throws Exception {
        Map<Setting, String> settings = impatient(kind, "t-small");
        settings.put(Setting.RATE, "max");
        Trial trial = trial(settings);
        trial.runWhile(5000, () -> {
                    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, trial.topic());
                    Trial.get(admin.incrementalAlterConfigs(Map.of(
                                    topic,
                                    List.of(new AlterConfigOp(
                                            new ConfigEntry("max.message.bytes", "20000"), AlterConfigOp.OpType.SET))))
                            .all());
                    if (kind == Kind.DIRECT) {
                        trial.await(() -> trial.failed() > 0);
                    } else {
                        trial.awaitAcknowledged(20_000);
                    }
                    trial.enough();
                })
                .everyRecordHasAnOutcome();
        assertThat(trial.unresolved()).isZero();
        assertThat(trial.troubles()).allMatch(trouble -> trouble.startsWith("MESSAGE_TOO_LARGE"));
        assertThat(trial.readBack().stream().mapToLong(List::size).sum()).isEqualTo(trial.acknowledged());
    }

    private static void leavesNoRecordWithoutAnOutcome(Trial trial) throws Exception {
        trial.everyRecordHasAnOutcome();
        assertThat(trial.unresolved()).isPositive();
        Findings found = trial.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.unresolvedStoredRecords() + found.unresolvedNotStoredRecords())
                .isEqualTo(trial.unresolved());
    }

    /** Both kinds at once: they wait for nobody most of the time. */
    @Test
    void aClusterThatDiesLeavesNoRecordWithoutAnOutcome() throws Exception {
        try (LocalCluster dying = LocalCluster.start(ClusterPlan.of(1))) {
            Map<Kind, Trial> trials = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                Map<Setting, String> settings = Trial.settings(kind, "t-dying");
                settings.put(Setting.DURATION, "1h");
                trials.put(
                        kind,
                        Trial.prepareProven(dying.bootstrapServers(), settings, directory.resolve("journal-" + kind)));
            }
            trials.get(Kind.PRODUCER).runWhile(1, () -> trials.get(Kind.DIRECT).runWhile(1, () -> {
                dying.broker(1).kill();
                for (Trial trial : trials.values()) {
                    trial.engine().stop(StopSignal.Reason.BROKER_DIED, "killed");
                }
            }));
            dying.restart(1);
            dying.awaitReady();
            for (Trial trial : trials.values()) {
                leavesNoRecordWithoutAnOutcome(trial);
            }
        }
    }

    /** With idempotence, on a replicated topic: nothing lost, nothing twice, order kept. */
    private static Map<Setting, String> replicated(Kind kind, String topic) {
        Map<Setting, String> settings = Trial.settings(kind, topic);
        settings.put(Setting.REPLICATION_FACTOR, "3");
        settings.put(Setting.ACKS, "all");
        settings.put(Setting.WORKERS, "2");
        settings.put(Setting.RATE, "50k");
        // What piles up during an outage must be sent within the ten seconds that a stop leaves.
        settings.put(Setting.BUFFER_MEMORY, "1MiB");
        settings.put(Setting.DURATION, "1h");
        settings.put(Setting.BATCH_SIZE, "16KiB");
        return settings;
    }

    private static void exactlyOnceInOrder(Trial trial) {
        trial.everyRecordHasAnOutcome();
        assertThat(trial.failed() + trial.unresolved())
                .as("%s", trial.troubles())
                .isZero();
        assertThat(Trial.inOrder(trial.readBack(), 2)).isEqualTo(trial.acknowledged());
        Findings found = trial.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.read()).isEqualTo(trial.acknowledged());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBrokerThatDiesAndComesBackCostsNothing(Kind kind) throws Exception {
        Trial trial = trial(replicated(kind, "t-killed"));
        trial.runWhile(10_000, () -> {
            cluster.broker(2).kill();
            trial.awaitAcknowledged(15_000);
            cluster.restart(2);
            cluster.awaitReady();
            trial.awaitAcknowledged(15_000);
            trial.enough();
        });
        exactlyOnceInOrder(trial);
    }

    /**
     * It is down before the first record, nobody takes its place, and its partitions are more than there are batches.
     */
    @Test
    void aBrokerThatIsDownHoldsUpItsOwnPartitionsOnly() throws Exception {
        Map<Setting, String> settings = Trial.settings(Kind.DIRECT, "t-down");
        settings.put(Setting.PARTITIONS, "48");
        settings.put(Setting.DURATION, "1h");
        settings.put(Setting.BATCH_SIZE, "16KiB");
        settings.put(Setting.BUFFER_MEMORY, "128KiB");
        Trial trial = trial(settings);
        cluster.broker(2).kill();
        trial.runWhile(100_000, () -> {
            cluster.restart(2);
            cluster.awaitReady();
            trial.awaitAcknowledged(100_000);
            trial.enough();
        });
        trial.everyRecordHasAnOutcome();
        assertThat(trial.failed() + trial.unresolved())
                .as("%s", trial.troubles())
                .isZero();
        assertThat(trial.verify().verdict()).isEqualTo(Verdict.CLEAN);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void leadersThatMoveCostNothing(Kind kind) throws Exception {
        Trial trial = trial(replicated(kind, "t-moved"));
        trial.runWhile(10_000, () -> {
            for (int round = 0; round < 2; round++) {
                for (int partition = 0; partition < 4; partition++) {
                    lead(new TopicPartition(trial.topic(), partition), 1 + (partition + round) % 3);
                }
                trial.awaitAcknowledged(10_000);
            }
            trial.enough();
        });
        exactlyOnceInOrder(trial);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void newPartitionsAreFoundAndCostNothing(Kind kind) throws Exception {
        Map<Setting, String> settings = replicated(kind, "t-grown");
        settings.put(Setting.RATE, "max");
        settings.put(Setting.PRODUCER_PROPERTY, "metadata.max.age.ms=300");
        settings.put(Setting.KEY, "customer");
        Trial trial = trial(settings);
        trial.runWhile(30_000, () -> {
            Trial.get(admin.createPartitions(Map.of(trial.topic(), NewPartitions.increaseTo(6)))
                    .all());
            long before = end(trial, 5);
            while (end(trial, 5) == before) {
                trial.awaitAcknowledged(1000);
            }
            trial.enough();
        });
        exactlyOnceInOrder(trial);
    }

    private static long end(Trial trial, int partition) {
        TopicPartition asked = new TopicPartition(trial.topic(), partition);
        try {
            return Trial.get(admin.listOffsets(Map.of(asked, OffsetSpec.latest()))
                            .partitionResult(asked))
                    .offset();
        } catch (IllegalStateException notThereYet) {
            return 0;
        }
    }

    private static void lead(TopicPartition partition, int leader) {
        List<Integer> replicas = List.of(leader, 1 + leader % 3, 1 + (leader + 1) % 3);
        Trial.get(admin.alterPartitionReassignments(
                        Map.of(partition, Optional.of(new NewPartitionReassignment(replicas))))
                .all());
        Trial.get(admin.electLeaders(ElectionType.PREFERRED, Set.of(partition)).partitions());
    }
}
