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

/** Consumers of a run, as the program shows them. */
final class ConsumersIT {
    @TempDir
    private Path directory;

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(directory.resolve("out/result.json").toFile());
    }

    @Test
    void eachGroupHasItsLinesAndItsVerdict() throws IOException {
        Path workload = Files.writeString(directory.resolve("w.yaml"), """
                load: {records: 5000, rate: 2500}
                streams:
                  orders:
                    partitions: 3
                    consumers: {members: 2, groups: 2, protocol: classic}
                  clicks:
                    partitions: 2
                    consumers: {members: 1, reader: direct}
                """);
        Cli cli = Cli.run(
                "run",
                workload.toString(),
                "--verify",
                "--out",
                directory.resolve("out").toString());
        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.out()).contains("2 members, protocol classic").contains("read without a group protocol");
        assertThat(result().at("/consumers")).hasSize(3).allSatisfy(group -> {
            assertThat(group.at("/verdict").asText()).isEqualTo("exactlyOnce");
            assertThat(group.at("/records").asLong()).isEqualTo(5000);
        });
        assertThat(result().at("/workload/streams/orders/consumers/groups").asText())
                .isEqualTo("2");
        assertThat(Files.readString(directory.resolve("out/report.html"))).contains("Lag of each group");
    }

    /** The coordinator of a group dies, and a group goes on with another one. */
    @Tag("matrix")
    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic", "share"})
    void aGroupSurvivesItsCoordinator(String protocol) throws IOException {
        Cli cli = Cli.run(
                "run",
                "--brokers",
                "3",
                "--replication-factor",
                "3",
                "--acks",
                "all",
                "--partitions",
                "6",
                "--rate",
                "2k",
                "--profile",
                "throughput",
                "--duration",
                "10s",
                "--consumers",
                "2",
                "--protocol",
                protocol,
                "--verify",
                "--fault",
                "kill-coordinator @ 3s, rolling consumers @ 6s",
                "--out",
                directory.resolve("out").toString());
        assertThat(result().at("/faults/0/error").isNull())
                .as(cli.out() + cli.err())
                .isTrue();
        JsonNode group = result().at("/verification/groups/0");
        assertThat(group.at("/skipped").asLong()).as(cli.out()).isZero();
        assertThat(group.at("/verdict").asText()).as(cli.out()).isIn("exactlyOnce", "atLeastOnce");
        assertThat(result().at("/verification/lost").asLong()).isZero();
    }
}
