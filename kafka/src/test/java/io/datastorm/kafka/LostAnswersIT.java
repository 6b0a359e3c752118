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
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers that are lost after the broker has written: the retry must not store the records twice, unless that is what
 * was asked for.
 */
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

    private Trial trial(Kind kind, String topic, String acks) throws InterruptedException {
        Map<Setting, String> settings = Trial.settings(kind, topic);
        settings.put(Setting.DURATION, "1h");
        settings.put(Setting.ACKS, acks);
        settings.put(Setting.BATCH_SIZE, "16KiB");
        Trial trial = Trial.prepareProven("127.0.0.1:" + proxy.port(), settings, directory.resolve("journal"));
        return trial.runWhile(10_000, () -> {
                    for (int round = 0; round < 5; round++) {
                        proxy.cut(2);
                        long from = trial.acknowledged();
                        while (proxy.armed() > 0 || trial.acknowledged() < from + 10_000) {
                            Thread.onSpinWait();
                        }
                    }
                    trial.engine().stop(StopSignal.Reason.INTERRUPTED, "enough");
                })
                .everyRecordHasAnOutcome();
    }

    private static Set<Long> ids(Trial trial) {
        Set<Long> ids = new HashSet<>();
        trial.readBack()
                .forEach(partition -> partition.forEach(
                        record -> ids.add((Long) Trial.decode(record).get("id"))));
        return ids;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void withIdempotenceARetryStoresNothingTwice(Kind kind) throws Exception {
        Trial trial = trial(kind, "t-once", "all");
        assertThat(trial.failed() + trial.unresolved())
                .as("%s", trial.troubles())
                .isZero();
        assertThat(trial.readBack().stream().mapToLong(List::size).sum()).isEqualTo(trial.acknowledged());
        assertThat(ids(trial)).hasSize(Math.toIntExact(trial.acknowledged()));
        assertThat(trial.verify().verdict()).isEqualTo(Verdict.CLEAN);
    }

    /**
     * Bytes that were given up may still reach the broker: from its own queue, or from the network's. They are refused,
     * because the producer went on in the next epoch. Under a new producer id they would be stored.
     */
    @Test
    void whatWasGivenUpIsRefusedWhenItArrivesLate() throws Exception {
        Map<Setting, String> settings = Trial.settings(Kind.DIRECT, "t-late");
        settings.put(Setting.DURATION, "1h");
        settings.put(Setting.RATE, "5k");
        settings.put(Setting.ACKS, "all");
        settings.put(Setting.WORKERS, "1");
        settings.put(Setting.PARTITIONS, "1");
        settings.put(Setting.BATCH_SIZE, "16KiB");
        settings.put(Setting.PRODUCER_PROPERTY, "request.timeout.ms=1000");
        Map<String, String> impatient = Map.of("delivery.timeout.ms", "1100", "request.timeout.ms", "1000");
        Trial trial =
                Trial.prepareProven("127.0.0.1:" + proxy.port(), settings, impatient, directory.resolve("journal"));
        trial.runWhile(10_000, () -> {
            proxy.hold();
            trial.await(() -> trial.unresolved() > 0);
            trial.awaitAcknowledged(5_000);
            proxy.release();
            trial.awaitAcknowledged(10_000);
            trial.enough();
        });
        trial.everyRecordHasAnOutcome();
        Findings found = trial.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.unresolvedNotStoredRecords()).isEqualTo(trial.unresolved());
    }

    /** The same cuts without it: this is what shows that the test above can fail. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void withoutItARetryStoresTwice(Kind kind) throws Exception {
        Trial trial = trial(kind, "t-twice", "1");
        assertThat(trial.readBack().stream().mapToLong(List::size).sum()).isGreaterThan(trial.acknowledged());
        assertThat(ids(trial)).hasSize(Math.toIntExact(trial.acknowledged()));
        Findings found = trial.verify();
        assertThat(found.count(Anomaly.DUPLICATED)).isEqualTo(found.read() - trial.acknowledged());
        assertThat(found.count(Anomaly.LOST) + found.count(Anomaly.CORRUPTED) + found.count(Anomaly.OFFSET_DISAGREES))
                .as("%s", found.places())
                .isZero();
    }
}
