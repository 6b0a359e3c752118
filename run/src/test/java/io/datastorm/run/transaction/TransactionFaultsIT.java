package io.datastorm.run.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.verify.transaction.TransactionAnomaly;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.run.sender.SenderHarness;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positive controls: transactions that are open are found, and it is told whose they are. */
@Tag("matrix")
final class TransactionFaultsIT {
    @TempDir
    private Path directory;

    private SenderHarness harness(LocalCluster cluster, String topic) {
        Map<Option<?>, String> settings = new HashMap<>(SenderHarness.settings(SenderPlan.Kind.PRODUCER, topic));
        settings.put(SenderOptions.TRANSACTIONS, "500");
        settings.put(SenderOptions.WORKERS, "1");
        settings.put(LoadOptions.RATE, "2000");
        settings.put(
                SenderOptions.PRODUCER_PROPERTY,
                "transaction.timeout.ms=1000\nmax.block.ms=1000\nrequest.timeout.ms=1000\ndelivery.timeout.ms=2000");
        return SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory.resolve(topic));
    }

    /** The generator gives up while the broker hangs, and the coordinator never looks for what timed out. */
    @Test
    void aTransactionThatNobodyEndsHangs() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "3600000")))) {
            SenderHarness harness = harness(cluster, "hanging");
            harness.runWhile(1600, () -> {
                cluster.broker(1).pause();
                harness.enough();
                while (harness.generator()
                                .stats()
                                .get(0)
                                .counts()
                                .transactions()
                                .unresolved()
                        == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                cluster.broker(1).resume();
            });

            Findings found = harness.verify();
            assertThat(found.transactions().orElseThrow().count(TransactionAnomaly.HANGING))
                    .as("%s %s", found.places(), found.notes())
                    .isEqualTo(1);
            assertThat(found.verdict()).isEqualTo(Verdict.BROKEN);
        }
    }

    @Test
    void whatWaitsForAnotherApplicationIsNotJudged() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1))) {
            SenderHarness harness = harness(cluster, "blocked");
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    cluster.bootstrapServers(),
                    "transactional.id",
                    "somebody-else",
                    "transaction.timeout.ms",
                    600_000);
            try (KafkaProducer<byte[], byte[]> other =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                other.initTransactions();
                other.beginTransaction();
                other.send(new ProducerRecord<>(harness.topic(), 0, null, new byte[1]))
                        .get();
                harness.runWhile(1600, harness::enough);

                Findings found = harness.verify();
                assertThat(found.transactions().orElseThrow().broken()).isFalse();
                assertThat(found.verdict()).isEqualTo(Verdict.INCOMPLETE);
                assertThat(found.notes())
                        .anySatisfy(note -> assertThat(note).contains("partition 0", "another producer"));
                other.abortTransaction();
            }
        }
    }
}
