package io.datastorm.run.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.report.HtmlReporter;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.TransactionResult;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.verify.transaction.TransactionFindings;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import io.datastorm.run.sender.SenderHarness;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records in transactions, and what consumers see of them, on a real broker. */
final class TransactionsIT {
    private static final int RECORDS = 20_000;

    private static LocalCluster cluster;
    private static DataStorm storm;

    @TempDir
    private Path directory;

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

    private static RunPlan.Builder plan(String topic, String transactions) {
        return RunPlan.produce(topic).partitions(4).workers(2).set(SenderOptions.TRANSACTIONS, transactions);
    }

    /** Half of the transactions are aborted: who reads committed records gets the others, as a whole and in order. */
    @ParameterizedTest
    @CsvSource({"100, consumer, read_committed", "20ms, direct, read_committed", "100, consumer, read_uncommitted"})
    void consumersGetWhatIsCommitted(String transactions, String reader, String isolation) throws Exception {
        RunResult result = storm.run(plan("tx-" + transactions + "-" + reader + "-" + isolation, transactions)
                .records(RECORDS)
                .verify()
                .set(SenderOptions.ABORT_RATE, "50%")
                .set(ConsumerOptions.CONSUMERS, "1")
                .set(ConsumerOptions.READER, reader)
                .set(ConsumerOptions.ISOLATION, isolation)
                .build());

        assertThat(result.verification().verdict())
                .as("%s", result.verification())
                .isEqualTo("CLEAN");
        assertThat(result.totals().acknowledged()).isEqualTo(RECORDS);
        assertThat(result.totals().storedAgrees())
                .as("control records are known")
                .isTrue();
        TransactionResult of = result.transactions();
        assertThat(of.aborted()).isPositive();
        assertThat(of.unresolved()).isZero();
        assertThat(of.committedRecords()).isPositive().isLessThan(RECORDS);
        assertThat(of.commitLatency().count()).isEqualTo(of.committed());
        assertThat(of.openTime().count()).isEqualTo(of.committed() + of.aborted());
        assertThat(List.of(of.torn(), of.lost(), of.resurrected(), of.hanging()))
                .containsOnly(0L);
        assertThat(result.verification().transactions().committed()).isEqualTo(of.committed());
        if (transactions.equals("100")) {
            assertThat(of.committedRecords()).isEqualTo(100 * of.committed());
        }
        ConsumerResult group = result.consumers().get(0);
        assertThat(group.verdict()).isEqualTo("exactlyOnce");
        assertThat(result.verification().groups().get(0).delivered())
                .isEqualTo(isolation.equals("read_committed") ? of.committedRecords() : RECORDS);
        isReported(result);
    }

    private static void isReported(RunResult result) throws Exception {
        String committed = String.format("%,d committed", result.transactions().committed());
        assertThat(new TextReporter().lines(result))
                .anyMatch(line -> line.contains("transactions") && line.contains(committed));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new HtmlReporter().write(result, page);
        assertThat(page.toString(StandardCharsets.UTF_8)).contains(committed, "resurrected");
    }

    @Test
    void aTransactionEndsAlsoWhileNothingIsDue() throws Exception {
        RunResult result = storm.run(plan("rare", "100ms")
                .rate(20)
                .duration(Duration.ofSeconds(2))
                .warmup(Duration.ZERO)
                .verify()
                .build());

        assertThat(result.verification().verdict()).isEqualTo("CLEAN");
        assertThat(result.transactions().committed()).isGreaterThan(4);
        assertThat(result.transactions().committedRecords()).isEqualTo(40);
    }

    @Tag("matrix")
    @Test
    void transactionsOfAgentsAreJudgedTogether() throws Exception {
        RunResult result = storm.run(plan("agents", "100")
                .records(RECORDS)
                .verify()
                .set(SenderOptions.ABORT_RATE, "10%")
                .set(AgentOptions.AGENTS, "2")
                .build());

        assertThat(result.verification().verdict())
                .as("%s", result.verification())
                .isEqualTo("CLEAN");
        assertThat(result.totals().storedAgrees()).isTrue();
        TransactionResult of = result.transactions();
        assertThat(of.committed() + of.aborted()).isGreaterThanOrEqualTo(RECORDS / 100);
        assertThat(result.verification().transactions().committed()).isEqualTo(of.committed());
        assertThat(of.commitLatency().count()).isEqualTo(of.committed());
    }

    /** The producer is a zombie from then on: what it has not committed must not be committed; another one goes on. */
    @Test
    void aFencedProducerIsReplaced() throws Exception {
        Map<Option<?>, String> settings = new HashMap<>(SenderHarness.settings(SenderPlan.Kind.PRODUCER, "fenced"));
        settings.put(SenderOptions.TRANSACTIONS, "500");
        settings.put(SenderOptions.WORKERS, "1");
        settings.put(SenderOptions.PRODUCER_PROPERTY, "transactional.id=mine");
        settings.put(LoadOptions.RATE, "2000");
        SenderHarness harness = SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory);
        harness.runWhile(1500, () -> {
            fence("mine-1");
            harness.awaitAcknowledged(1500);
            harness.enough();
        });

        Findings found = harness.verify();
        TransactionFindings ofTransactions = found.transactions().orElseThrow();
        assertThat(ofTransactions.broken()).as("%s", ofTransactions.places()).isFalse();
        assertThat(ofTransactions.count(TransactionOutcome.COMMITTED)).isGreaterThanOrEqualTo(4);
        assertThat(ofTransactions.count(TransactionOutcome.UNRESOLVED)).isEqualTo(1);
        assertThat(harness.generator().stats().get(0).counts().transactions().replacedProducers())
                .isEqualTo(1);
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
    }

    private static void fence(String transactionalId) {
        try (Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of())) {
            List<String> known = SenderHarness.get(admin.listTransactions().all()).stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith("mine"))
                    .toList();
            assertThat(known).containsExactly(transactionalId);
            SenderHarness.get(admin.fenceProducers(known).all());
        }
    }
}
