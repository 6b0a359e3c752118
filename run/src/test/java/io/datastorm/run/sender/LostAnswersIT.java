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
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that are lost after the broker has written: the retry must not store the records twice, unless that is what
 * was asked for.
 */
@Tag("matrix")
final class LostAnswersIT {
    private static CuttingProxy proxy;
    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        proxy = new CuttingProxy();
        cluster = LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of(
                        "advertised.listeners",
                        "CLIENT://127.0.0.1:" + proxy.port() + ",INTERNAL://127.0.0.1:{internal}")));
        proxy.start(Integer.parseInt(cluster.bootstrapServers().split(":", -1)[1]));
    }

    @AfterAll
    static void stop() {
        cluster.close();
        proxy.close();
    }

    private SenderHarness harness(Kind kind, String topic, String acks) throws InterruptedException {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, topic);
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(SenderOptions.ACKS, acks);
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        SenderHarness harness = SenderHarness.prepareVerified("127.0.0.1:" + proxy.port(), settings, directory);
        return harness.runWhile(10_000, () -> {
                    for (int round = 0; round < 5; round++) {
                        proxy.cut(2);
                        long from = harness.acknowledged();
                        while (proxy.armed() > 0 || harness.acknowledged() < from + 10_000) {
                            Thread.onSpinWait();
                        }
                    }
                    harness.enough();
                })
                .everyRecordHasAnOutcome();
    }

    private static Set<Long> ids(SenderHarness harness) {
        Set<Long> ids = new HashSet<>();
        harness.readBack()
                .forEach(partition -> partition.forEach(
                        record -> ids.add((Long) SenderHarness.decode(record).get("id"))));
        return ids;
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void withIdempotenceARetryStoresNothingTwice(Kind kind) throws Exception {
        SenderHarness harness = harness(kind, "t-once", "all");
        assertThat(harness.failed() + harness.unresolved())
                .as("%s", harness.troubles())
                .isZero();
        assertThat(harness.readBack().stream().mapToLong(List::size).sum()).isEqualTo(harness.acknowledged());
        assertThat(ids(harness)).hasSize(Math.toIntExact(harness.acknowledged()));
        assertThat(harness.verify().verdict()).isEqualTo(Verdict.CLEAN);
    }

    /**
     * Bytes that were given up may still reach the broker: from its own queue, or from the network's. They are refused,
     * because the producer went on in the next epoch. Under a new producer id they would be stored.
     */
    @Test
    void whatWasGivenUpIsRefusedWhenItArrivesLate() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(Kind.DIRECT, "t-late");
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(LoadOptions.RATE, "5k");
        settings.put(SenderOptions.ACKS, "all");
        settings.put(SenderOptions.WORKERS, "1");
        settings.put(TopicOptions.PARTITIONS, "1");
        settings.put(SenderOptions.BATCH_SIZE, "16KiB");
        settings.put(SenderOptions.PRODUCER_PROPERTY, "request.timeout.ms=1000");
        Map<String, String> impatient = Map.of("delivery.timeout.ms", "1100", "request.timeout.ms", "1000");
        SenderHarness harness =
                SenderHarness.prepareVerified("127.0.0.1:" + proxy.port(), settings, impatient, directory);
        harness.runWhile(10_000, () -> {
            proxy.hold();
            harness.await(() -> harness.unresolved() > 0);
            harness.awaitAcknowledged(5_000);
            proxy.release();
            harness.awaitAcknowledged(10_000);
            harness.enough();
        });
        harness.everyRecordHasAnOutcome();
        Findings found = harness.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.unresolvedNotStoredRecords()).isEqualTo(harness.unresolved());
    }

    /** The same cuts without it: this is what shows that the test above can fail. */
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void withoutItARetryStoresTwice(Kind kind) throws Exception {
        SenderHarness harness = harness(kind, "t-twice", "1");
        assertThat(harness.readBack().stream().mapToLong(List::size).sum()).isGreaterThan(harness.acknowledged());
        assertThat(ids(harness)).hasSize(Math.toIntExact(harness.acknowledged()));
        Findings found = harness.verify();
        assertThat(found.count(Anomaly.DUPLICATED)).isEqualTo(found.read() - harness.acknowledged());
        assertThat(found.count(Anomaly.LOST) + found.count(Anomaly.CORRUPTED) + found.count(Anomaly.OFFSET_DISAGREES))
                .as("%s", found.places())
                .isZero();
    }
}
