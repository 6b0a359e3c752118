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
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Brokers that hang, replicas that are missing, quotas, and an election that throws acknowledged records away. Three
 * real brokers.
 */
@Tag("matrix")
final class SenderFaultsIT {
    /** What is in flight to a broker that does not answer is given up soon; until then it holds the buffer. */
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

    private SenderHarness harness(Kind kind, String topic, Map<Option<?>, String> more) {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, topic);
        settings.put(TopicOptions.REPLICATION_FACTOR, "3");
        settings.put(SenderOptions.ACKS, "all");
        settings.put(SenderOptions.WORKERS, "2");
        settings.put(LoadOptions.RATE, "30k");
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        settings.putAll(more);
        return SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory.resolve(kind.name()));
    }

    /** Until nothing comes through any more. */
    private static void awaitSilence(SenderHarness harness) {
        long[] last = {-1, 0};
        harness.await(() -> {
            long now = harness.acknowledged();
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] > SILENT_POLLS;
        });
    }

    private static void configure(SenderHarness harness, String name, String value) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, harness.topic());
        SenderHarness.get(admin.incrementalAlterConfigs(Map.of(
                        topic, List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all());
    }

    /** The controller takes the broker out of the cluster, and in again. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aBrokerThatHangsLongerThanItsSessionCostsNothing(Kind kind) throws Exception {
        SenderHarness harness = harness(kind, "t-session", Map.of(SenderOptions.PRODUCER_PROPERTY, SOON));
        harness.runWhile(20_000, () -> {
            cluster.broker(3).pause();
            harness.await(() -> fenced() > 0);
            harness.awaitAcknowledged(20_000);
            cluster.broker(3).resume();
            harness.await(() -> fenced() == 0);
            harness.awaitAcknowledged(20_000);
            harness.enough();
        });
        harness.clean();
    }

    /** Brokers that the controller has taken out of the cluster; −1 while nobody can tell. */
    private static long fenced() {
        DescribeClusterOptions all =
                new DescribeClusterOptions().includeFencedBrokers(true).timeoutMs(ASK_MILLIS);
        try {
            return SenderHarness.get(admin.describeCluster(all).nodes()).stream()
                    .filter(Node::isFenced)
                    .count();
        } catch (IllegalStateException askedInVain) {
            return -1;
        }
    }

    /** It takes long: both senders live through the same one. */
    @Test
    void aRollingRestartCostsNothing() throws Exception {
        Map<Option<?>, String> calm =
                Map.of(LoadOptions.RATE, "10k", TopicOptions.PARTITIONS, "6", SenderOptions.PRODUCER_PROPERTY, SOON);
        SenderHarness producer = harness(Kind.PRODUCER, "t-rolling", calm);
        SenderHarness direct = harness(Kind.DIRECT, "t-rolling", calm);
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
        producer.clean();
        direct.clean();
    }

    /** A broker that can write no more ends by itself; the others go on, and with room it comes back. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aFullDiskCostsNothing(Kind kind) throws Exception {
        SenderHarness harness = harness(kind, "t-full", Map.of());
        harness.runWhile(20_000, () -> {
            cluster.broker(2).fillDisk();
            harness.await(() -> !cluster.broker(2).alive());
            harness.awaitAcknowledged(20_000);
            cluster.restart(2);
            cluster.awaitReady();
            harness.awaitAcknowledged(20_000);
            harness.enough();
        });
        harness.clean();
    }

    /** Not even the controllers have a majority. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void twoBrokersOfThreeThatHangCostNothing(Kind kind) throws Exception {
        SenderHarness harness = harness(kind, "t-hang", Map.of());
        harness.runWhile(20_000, () -> {
            cluster.broker(1).pause();
            cluster.broker(2).pause();
            awaitSilence(harness);
            cluster.broker(1).resume();
            cluster.broker(2).resume();
            harness.awaitAcknowledged(30_000);
            harness.enough();
        });
        harness.clean();
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void tooFewReplicasInSyncCostNothing(Kind kind) throws Exception {
        SenderHarness harness = harness(kind, "t-insync", Map.of());
        configure(harness, "min.insync.replicas", "3");
        harness.runWhile(20_000, () -> {
            cluster.broker(3).pause();
            harness.await(() -> inSync(harness) < 3);
            cluster.broker(3).resume();
            harness.awaitAcknowledged(30_000);
            harness.enough();
        });
        harness.clean();
    }

    /**
     * Replicas in sync of the partition that has fewest; as many as there are brokers while nobody can tell, because a
     * broker that hangs was asked.
     */
    private static int inSync(SenderHarness harness) {
        try {
            return partitions(harness).stream()
                    .mapToInt(partition -> partition.isr().size())
                    .min()
                    .orElseThrow();
        } catch (IllegalStateException askedInVain) {
            return cluster.brokers().size();
        }
    }

    private static List<TopicPartitionInfo> partitions(SenderHarness harness) {
        DescribeTopicsOptions soon = new DescribeTopicsOptions().timeoutMs(ASK_MILLIS);
        return SenderHarness.get(
                        admin.describeTopics(List.of(harness.topic()), soon).allTopicNames())
                .get(harness.topic())
                .partitions();
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aQuotaSlowsDownAndCostsNothing(Kind kind) throws Exception {
        SenderHarness harness = harness(kind, "t-quota", Map.of(LoadOptions.RATE, "max"));
        TopicFaults faults = new TopicFaults(admin, List.of(harness.topic()));
        harness.runWhile(20_000, () -> {
            faults.quota(Optional.of(2_000_000L));
            harness.awaitAcknowledged(20_000);
            faults.quota(Optional.empty());
            harness.awaitAcknowledged(20_000);
            harness.enough();
        });
        harness.clean();
    }

    /**
     * What shows that the verifier finds losses: with acks=1 a leader acknowledges alone, dies, and a replica that lags
     * behind takes its place.
     */
    @ParameterizedTest
    @ValueSource(strings = "direct")
    void anUncleanElectionLosesWhatWasAcknowledgedAndTheVerifierCountsIt(Kind kind) throws Exception {
        SenderHarness harness = harness(
                kind,
                "t-unclean",
                Map.of(TopicOptions.PARTITIONS, "1", TopicOptions.REPLICATION_FACTOR, "2", SenderOptions.ACKS, "1"));
        configure(harness, "unclean.leader.election.enable", "true");
        TopicPartitionInfo partition = partitions(harness).get(0);
        int leader = partition.leader().id();
        int follower = follower(harness);
        harness.runWhile(10_000, () -> {
            cluster.broker(follower).pause();
            harness.await(() -> inSync(harness) == 1);
            harness.awaitAcknowledged(20_000);
            cluster.broker(leader).kill();
            cluster.broker(follower).resume();
            harness.awaitAcknowledged(20_000);
            cluster.restart(leader);
            cluster.awaitReady();
            harness.enough();
        });
        harness.everyRecordHasAnOutcome();
        Findings found = harness.verify();
        assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(found.count(Anomaly.LOST)).isGreaterThanOrEqualTo(20_000);
        long distinct = harness.readBack().stream()
                .flatMap(List::stream)
                .map(record -> SenderHarness.decode(record).get("id"))
                .distinct()
                .count();
        assertThat(found.count(Anomaly.LOST))
                .isEqualTo(harness.acknowledged() + found.unresolvedStoredRecords() - distinct);
    }

    private static int follower(SenderHarness harness) {
        TopicPartitionInfo partition = partitions(harness).get(0);
        return partition.replicas().stream()
                .mapToInt(node -> node.id())
                .filter(id -> id != partition.leader().id())
                .findFirst()
                .orElseThrow();
    }

    /** A run with acks=1 whose only follower hangs: from then on consumers do not see what is acknowledged. */
    private SenderHarness runWithAHangingFollower(String topic, String minInSync) throws InterruptedException {
        Map<Option<?>, String> settings = SenderHarness.settings(Kind.DIRECT, topic);
        settings.put(TopicOptions.PARTITIONS, "1");
        settings.put(TopicOptions.REPLICATION_FACTOR, "2");
        settings.put(LoadOptions.RATE, "30k");
        settings.put(LoadOptions.DURATION, "1h");
        SenderHarness harness = SenderHarness.prepareVerified(
                cluster.bootstrapServers(), settings, Map.of("request.timeout.ms", "2000"), directory.resolve(topic));
        configure(harness, "min.insync.replicas", minInSync);
        hanging = follower(harness);
        return harness.runWhile(10_000, () -> {
            cluster.broker(hanging).pause();
            harness.awaitAcknowledged(10_000);
            harness.enough();
        });
    }

    @Test
    void whatConsumersDoNotSeeYetIsAwaited() throws Exception {
        SenderHarness harness = runWithAHangingFollower("t-unseen", "1");
        try {
            Findings found = harness.verify();
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
        SenderHarness harness = runWithAHangingFollower("t-hidden", "2");
        try {
            harness.await(() -> inSync(harness) == 1);
            Findings found = harness.verify();
            assertThat(found.verdict())
                    .as("%s %s", found.places(), found.notes())
                    .isEqualTo(Verdict.INCOMPLETE);
            assertThat(found.unreadRecords()).isPositive();
            assertThat(found.notes()).anyMatch(note -> note.contains("replicas are missing"));
        } finally {
            cluster.broker(hanging).resume();
        }
        assertThat(harness.verify().verdict()).isEqualTo(Verdict.CLEAN);
    }
}
