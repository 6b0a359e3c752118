package io.datastorm.run.sender;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.cluster.network.LinkPlan;
import io.datastorm.cluster.network.NamespaceNetwork;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links that lose packets, are slow or are cut, under load with acks=all: nothing may be lost. Three real brokers. */
@Tag("matrix")
final class SenderNetworkIT {
    private static final long SLOW = 2_000_000;

    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        assumeThat(NamespaceNetwork.missing(LinkPlan.UNLIMITED)).isEmpty();
        cluster = LocalCluster.start(ClusterPlan.of(3)
                .with(Map.of(
                        "broker.session.timeout.ms", "3000",
                        "broker.heartbeat.interval.ms", "500",
                        "replica.lag.time.max.ms", "1500"))
                .with(LinkPlan.UNLIMITED));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static NamespaceNetwork network() {
        return cluster.network().orElseThrow();
    }

    private SenderHarness harness(Kind kind, String topic) {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, topic);
        settings.put(TopicOptions.REPLICATION_FACTOR, "3");
        settings.put(SenderOptions.ACKS, "all");
        settings.put(SenderOptions.WORKERS, "2");
        settings.put(LoadOptions.RATE, "20k");
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        // What is in flight to a broker that does not answer is given up soon; until then it holds the buffer.
        settings.put(SenderOptions.PRODUCER_PROPERTY, "request.timeout.ms=4000");
        return SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory.resolve(kind.name()));
    }

    private static void costsNothing(SenderHarness harness, Runnable fault, Runnable end) throws Exception {
        harness.runWhile(10_000, () -> {
            fault.run();
            harness.awaitAcknowledged(10_000);
            end.run();
            harness.awaitAcknowledged(30_000);
            harness.enough();
        });
        harness.clean();
    }

    /** The others go on without it: acknowledgements come again while its link is down. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aBrokerWithoutItsLinkCostsNothing(Kind kind) throws Exception {
        int host = LocalCluster.host(2);
        costsNothing(harness(kind, "t-isolate"), () -> network().isolate(host), () -> network()
                .rejoin(host));
    }

    /** Clients reach leaders that cannot reach their followers. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void brokersThatArePartedCostNothing(Kind kind) throws Exception {
        Set<Integer> one = Set.of(LocalCluster.host(1));
        Set<Integer> other = Set.of(LocalCluster.host(2), LocalCluster.host(3));
        costsNothing(harness(kind, "t-part"), () -> network().part(one, other), () -> network()
                .unite(one, other));
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aSlowLinkCostsNothing(Kind kind) throws Exception {
        int host = LocalCluster.host(3);
        costsNothing(harness(kind, "t-slow"), () -> network().slow(host, SLOW), () -> network()
                .restore(host));
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void connectionsThatAreCutCostNothing(Kind kind) throws Exception {
        int host = LocalCluster.host(1);
        costsNothing(harness(kind, "t-cut"), () -> network().cut(host), () -> network()
                .cut(host));
    }
}
