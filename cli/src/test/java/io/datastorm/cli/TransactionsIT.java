package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions of a run, as the program shows them, and what becomes of them while brokers die. */
final class TransactionsIT {
    @TempDir
    private Path directory;

    private String out() {
        return directory.resolve("out").toString();
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(directory.resolve("out/result.json").toFile());
    }

    @Test
    void transactionsHaveTheirLines() throws IOException {
        Cli cli = Cli.run(
                "run", "--transactions", "100", "--abort-rate", "20%", "--records", "5000", "--verify", "--out", out());

        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.out()).contains("transactions", "committed with", "commit p50");
        JsonNode transactions = result().at("/transactions");
        assertThat(transactions.at("/committed").asLong()).isPositive();
        assertThat(transactions.at("/aborted").asLong()).isPositive();
        assertThat(transactions.at("/torn").isNumber()).isTrue();
        assertThat(result().at("/workload/sender/transactions").asText()).isEqualTo("100");
        assertThat(result().at("/workload/sender/acks").asText()).isEqualTo("all");
        assertThat(Files.readString(directory.resolve("out/report.html"))).contains("resurrected");
    }

    /** What is committed is there as a whole, whoever dies; and a group that reads along gets it once. */
    @Tag("matrix")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill-transaction-coordinator @ 3s",
                "kill 1 @ 2s for 2s, kill 2 @ 6s for 2s",
                "fence-producers @ 2s, fence-producers @ 5s",
                "move-leaders @ 2s, pause 3 @ 4s for 3s"
            })
    void nothingIsTorn(String faults) throws IOException {
        Cli cli = Cli.run(
                "run",
                "--brokers=3",
                "--replication-factor=3",
                "--topic-config=min.insync.replicas=2",
                "--partitions=6",
                "--rate=3000",
                "--duration=10s",
                "--workers=2",
                "--transactions=100",
                "--abort-rate=10%",
                "--consumers=1",
                "--isolation=read_committed",
                "--verify",
                "--fault=" + faults,
                "--out",
                out());

        JsonNode result = result();
        assertThat(result.at("/faults"))
                .allSatisfy(fault ->
                        assertThat(fault.at("/error").isNull()).as("%s", fault).isTrue());
        assertThat(result.at("/verification/verdict").asText())
                .as(cli.out() + cli.err())
                .isEqualTo("CLEAN");
        assertThat(result.at("/consumers/0/verdict").asText()).as(cli.out()).isEqualTo("exactlyOnce");
        assertThat(result.at("/transactions/committed").asLong()).isGreaterThan(20);
        assertThat(result.at("/totals/storedAgrees").asText()).as(cli.out()).isNotEqualTo("false");
        if (faults.contains("fence")) {
            assertThat(result.at("/transactions/replacedProducers").asLong()).isPositive();
        }
    }
}
