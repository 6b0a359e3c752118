package io.datastorm.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.proof.Anomaly;
import io.datastorm.core.proof.Findings;
import io.datastorm.core.proof.Verdict;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.setting.Setting;
import io.datastorm.kafka.admin.TopicFaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Brokers that hang, replicas that are missing, quotas, and an election that throws acknowledged records away. Three
 * real brokers.
 */
@Tag("matrix")
final class SenderFaultsIT {
    /** What is under way to a broker that does not answer is given up soon; until then it holds the buffer. */
    private static final String SOON = "request.timeout.ms=4000";

    private static final int SILENT_POLLS = 500;
    private static final int ASK_MILLIS = 3000;
    private static LocalCluster cluster;
    private static Admin admin;

    @TempDir
    private Path directory;

    private int hanging;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(3)
                .with(Map.of(
                        "broker.session.timeout.ms", "3000",
                        "broker.heartbeat.interval.ms", "500",
                        "replica.lag.time.max.ms", "1500")));
        // A question to a broker that hangs is soon asked of another one.
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers(), "request.timeout.ms", "2000"));
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    private Trial trial(Kind kind, String topic, Map<Setting, String> more) {
        Map<Setting, String> settings = Trial.settings(kind, topic);
        settings.put(Setting.REPLICATION_FACTOR, "3");
        settings.put(Setting.ACKS, "all");
        settings.put(Setting.WORKERS, "2");
        settings.put(Setting.RATE, "30k");
        settings.put(Setting.DURATION, "1h");
        settings.put(Setting.BATCH_SIZE, "16KiB");
        settings.putAll(more);
        return Trial.prepareProven(cluster.bootstrapServers(), settings, directory.resolve("journal-" + kind));
    }

    /** Until nothing comes through any more. */
    private static void awaitSilence(Trial trial) {
        long[] last = {-1, 0};
        trial.await(() -> {
            long now = trial.acknowledged();
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] > SILENT_POLLS;
        });
    }

    private static void configure(Trial trial, String name, String value) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, trial.topic());
        Trial.get(admin.incrementalAlterConfigs(Map.of(
                        topic, List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all());
    }

    private static void clean(Trial trial) {
        trial.everyRecordHasAnOutcome();
        assertThat(trial.failed() + trial.unresolved())
                .as("%s", trial.troubles())
                .isZero();
        Findings found = trial.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.read()).isEqualTo(trial.acknowledged());
    }

    /** The controller takes the broker out of the cluster, and in again. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBrokerThatHangsLongerThanItsSessionCostsNothing(Kind kind) throws Exception {
        Trial trial = trial(kind, "t-session", Map.of(Setting.PRODUCER_PROPERTY, SOON));
        trial.runWhile(20_000, () -> {
            cluster.broker(3).pause();
            trial.await(() -> fenced() > 0);
            trial.awaitAcknowledged(20_000);
            cluster.broker(3).resume();
            trial.await(() -> fenced() == 0);
            trial.awaitAcknowledged(20_000);
            trial.enough();
        });
        clean(trial);
    }

    /** Brokers that the controller has taken out of the cluster; −1 while nobody can tell. */
    private static long fenced() {
        DescribeClusterOptions all =
                new DescribeClusterOptions().includeFencedBrokers(true).timeoutMs(ASK_MILLIS);
        try {
            return Trial.get(admin.describeCluster(all).nodes()).stream()
                    .filter(Node::isFenced)
                    .count();
        } catch (IllegalStateException askedInVain) {
            return -1;
        }
    }

    /** It takes long: both senders live through the same one. */
    @Test
    void aRollingRestartCostsNothing() throws Exception {
        Map<Setting, String> calm =
                Map.of(Setting.RATE, "10k", Setting.PARTITIONS, "6", Setting.PRODUCER_PROPERTY, SOON);
        Trial producer = trial(Kind.PRODUCER, "t-rolling", calm);
        Trial direct = trial(Kind.DIRECT, "t-rolling", calm);
        producer.runWhile(
                5_000,
                () -> direct.runWhile(5_000, () -> {
                    for (int id = 1; id <= 3; id++) {
                        cluster.restart(id);
                        cluster.awaitReady();
                        producer.awaitAcknowledged(5_000);
                        direct.awaitAcknowledged(5_000);
                    }
                    direct.enough();
                    producer.enough();
                }));
        clean(producer);
        clean(direct);
    }

    /** A broker that can write no more ends by itself; the others go on, and with room it comes back. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFullDiskCostsNothing(Kind kind) throws Exception {
        Trial trial = trial(kind, "t-full", Map.of());
        trial.runWhile(20_000, () -> {
            cluster.broker(2).fillDisk();
            trial.await(() -> !cluster.broker(2).alive());
            trial.awaitAcknowledged(20_000);
            cluster.restart(2);
            cluster.awaitReady();
            trial.awaitAcknowledged(20_000);
            trial.enough();
        });
        clean(trial);
    }

    /** Not even the controllers have a majority. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoBrokersOfThreeThatHangCostNothing(Kind kind) throws Exception {
        Trial trial = trial(kind, "t-hang", Map.of());
        trial.runWhile(20_000, () -> {
            cluster.broker(1).pause();
            cluster.broker(2).pause();
            awaitSilence(trial);
            cluster.broker(1).resume();
            cluster.broker(2).resume();
            trial.awaitAcknowledged(30_000);
            trial.enough();
        });
        clean(trial);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tooFewReplicasInSyncCostNothing(Kind kind) throws Exception {
        Trial trial = trial(kind, "t-insync", Map.of());
        configure(trial, "min.insync.replicas", "3");
        trial.runWhile(20_000, () -> {
            cluster.broker(3).pause();
            trial.await(() -> inSync(trial) < 3);
            cluster.broker(3).resume();
            trial.awaitAcknowledged(30_000);
            trial.enough();
        });
        clean(trial);
    }

    /**
     * Replicas in sync of the partition that has fewest; as many as there are brokers while nobody can tell, because a
     * broker that hangs was asked.
     */
    private static int inSync(Trial trial) {
        try {
            return partitions(trial).stream()
                    .mapToInt(partition -> partition.isr().size())
                    .min()
                    .orElseThrow();
        } catch (IllegalStateException askedInVain) {
            return cluster.brokers().size();
        }
    }

    private static List<TopicPartitionInfo> partitions(Trial trial) {
        DescribeTopicsOptions soon = new DescribeTopicsOptions().timeoutMs(ASK_MILLIS);
        return Trial.get(admin.describeTopics(List.of(trial.topic()), soon).allTopicNames())
                .get(trial.topic())
                .partitions();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aQuotaSlowsDownAndCostsNothing(Kind kind) throws Exception {
        Trial trial = trial(kind, "t-quota", Map.of(Setting.RATE, "max"));
        TopicFaults faults = new TopicFaults(admin, trial.topic());
        trial.runWhile(20_000, () -> {
            faults.quota(Optional.of(2_000_000L));
            trial.awaitAcknowledged(20_000);
            faults.quota(Optional.empty());
            trial.awaitAcknowledged(20_000);
            trial.enough();
        });
        clean(trial);
    }

    /**
     * What shows that the verifier finds losses: with acks=1 a leader acknowledges alone, dies, and a replica that lags
     * behind takes its place.
     */
    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "DIRECT")
    void anUncleanElectionLosesWhatWasAcknowledgedAndTheVerifierCountsIt(Kind kind) throws Exception {
        Trial trial = trial(
                kind, "t-unclean", Map.of(Setting.PARTITIONS, "1", Setting.REPLICATION_FACTOR, "2", Setting.ACKS, "1"));
        configure(trial, "unclean.leader.election.enable", "true");
        TopicPartitionInfo partition = partitions(trial).get(0);
        int leader = partition.leader().id();
        int follower = follower(trial);
        trial.runWhile(10_000, () -> {
            cluster.broker(follower).pause();
            trial.await(() -> inSync(trial) == 1);
            trial.awaitAcknowledged(20_000);
            cluster.broker(leader).kill();
            cluster.broker(follower).resume();
            trial.awaitAcknowledged(20_000);
            cluster.restart(leader);
            cluster.awaitReady();
            trial.enough();
        });
        trial.everyRecordHasAnOutcome();
        Findings found = trial.verify();
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.count(Anomaly.LOST)).isGreaterThanOrEqualTo(20_000);
        long distinct = trial.readBack().stream()
                .flatMap(List::stream)
                .map(record -> Trial.decode(record).get("id"))
                .distinct()
                .count();
        assertThat(found.count(Anomaly.LOST))
                .isEqualTo(trial.acknowledged() + found.unresolvedStoredRecords() - distinct);
    }

    private static int follower(Trial trial) {
        TopicPartitionInfo partition = partitions(trial).get(0);
        return partition.replicas().stream()
                .mapToInt(node -> node.id())
                .filter(id -> id != partition.leader().id())
                .findFirst()
                .orElseThrow();
    }

    /** A run with acks=1 whose only follower hangs: from then on consumers do not see what is acknowledged. */
    private Trial runWithAHangingFollower(String topic, String minInSync) throws InterruptedException {
        Map<Setting, String> settings = Trial.settings(Kind.DIRECT, topic);
        settings.put(Setting.PARTITIONS, "1");
        settings.put(Setting.REPLICATION_FACTOR, "2");
        settings.put(Setting.RATE, "30k");
        settings.put(Setting.DURATION, "1h");
        Trial trial = Trial.prepareProven(
                cluster.bootstrapServers(), settings, Map.of("request.timeout.ms", "2000"), directory.resolve(topic));
        configure(trial, "min.insync.replicas", minInSync);
        hanging = follower(trial);
        return trial.runWhile(10_000, () -> {
            cluster.broker(hanging).pause();
            trial.awaitAcknowledged(10_000);
            trial.enough();
        });
    }

    @Test
    void whatConsumersDoNotSeeYetIsAwaited() throws Exception {
        Trial trial = runWithAHangingFollower("t-unseen", "1");
        try {
            Findings found = trial.verify();
            assertThat(found.verdict())
                    .as("%s %s", found.places(), found.notes())
                    .isEqualTo(Verdict.CLEAN);
        } finally {
            cluster.broker(hanging).resume();
        }
    }

    /** With eligible leader replicas consumers see nothing new while too few replicas are in sync. */
    @Test
    void whatConsumersCannotSeeIsNotLost() throws Exception {
        Trial trial = runWithAHangingFollower("t-hidden", "2");
        try {
            trial.await(() -> inSync(trial) == 1);
            Findings found = trial.verify();
            assertThat(found.verdict())
                    .as("%s %s", found.places(), found.notes())
                    .isEqualTo(Verdict.INCOMPLETE);
            assertThat(found.unreadRecords()).isPositive();
            assertThat(found.notes()).anyMatch(note -> note.contains("replicas are missing"));
        } finally {
            cluster.broker(hanging).resume();
        }
        assertThat(trial.verify().verdict()).isEqualTo(Verdict.CLEAN);
    }
}
