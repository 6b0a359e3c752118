package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code datastorm canary} on a real broker. */
final class CanaryCommandIT {
    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aShortOneTellsWhatItDid() {
        Cli cli = Cli.run(
                "canary", "-b", cluster.bootstrapServers(), "--topic", "short", "--rate", "20/s", "--duration", "31s");
        assertThat(cli.code()).as(cli.out()).isEqualTo(ExitCode.DONE);
        assertThat(cli.out().lines())
                .anyMatch(line -> line.matches("2[0-9-]+T[0-9:]+Z INFO topic     topic short created: 1 partition, .*"))
                .anyMatch(line -> line.contains("the canary begins: 20/s to topic short of "))
                .anyMatch(line -> line.matches(".* the canary ends: [0-9]{3} records, 0 failed .*, 0 lost"));
    }

    @Test
    void itIsStoppedLikeARun() throws Exception {
        CliProcess canary = CliProcess.start(
                directory, List.of("canary", "-b", cluster.bootstrapServers(), "--topic", "long", "--dashboard"));
        try {
            assertThat(awaitBegin(canary)).startsWith("dashboard: http://127.0.0.1:");
            canary.terminate();
            assertThat(canary.rest()).contains("the canary ends: ");
            assertThat(canary.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        } finally {
            canary.kill();
        }
    }

    /** The line with the link. */
    private static String awaitBegin(CliProcess canary) throws IOException {
        String link = "";
        for (String line = canary.output().readLine();
                line != null;
                line = canary.output().readLine()) {
            link = line.startsWith("dashboard") ? line : link;
            if (line.contains("the canary begins")) {
                return link;
            }
        }
        throw new AssertionError("it ended");
    }

    @Test
    void allThatIsWrongIsSaidBeforeAnythingIsSent() {
        Cli cli = Cli.run(
                "canary",
                "-b",
                cluster.bootstrapServers(),
                "--rate",
                "5000/s",
                "--deadline",
                "5m",
                "--objective",
                "avail>=99 over 1h",
                "--objective",
                "availability>=99",
                "--replication-factor",
                "0");
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("--rate: must be 1/s to 1000/s, got '5000/s'"))
                .anyMatch(line -> line.startsWith("--deadline: must be 1s to 1m, got '5m'"))
                .anyMatch(line -> line.startsWith("--objective: unknown metric 'avail' in 'avail>=99'"))
                .anyMatch(line -> line.startsWith("--objective: must have a figure, a bound and a window"))
                .anyMatch(line -> line.startsWith("--replication-factor: must be 1 to 10, got 0"));
    }

    @Test
    void textsThatAreNoNumbersAreSaidTogether() {
        Cli cli = Cli.run("canary", "-b", cluster.bootstrapServers(), "--rate", "fast", "--deadline", "soon");
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("--rate: must be 1/s to 1000/s, got 'fast'"))
                .anyMatch(line -> line.startsWith("--deadline: "));
    }

    @Test
    void anObjectiveThatCannotBeViolatedIsRefused() {
        Cli early = Cli.run("canary", "-b", cluster.bootstrapServers(), "--duration", "20s");
        assertThat(early.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(early.err()).contains("--duration: must be 30s at least, because 'availability>=99.9 over 5m'");
        Cli high = Cli.run(
                "canary", "-b", cluster.bootstrapServers(), "--objective", "latency.endToEnd.maxMillis<20000 over 5m");
        assertThat(high.err()).contains("is met in any outage");
    }

    @Test
    void aClusterThatIsNotThereIsSaid() {
        Cli cli = Cli.run("canary", "-b", "127.0.0.1:1");
        assertThat(cli.code()).isEqualTo(ExitCode.NO_ACCESS);
        assertThat(cli.err()).contains("no answer from Kafka at 127.0.0.1:1");
    }

    @Test
    void aTargetThatCannotBeOpenedStartsNothing() {
        Cli cli = Cli.run("canary", "-b", cluster.bootstrapServers(), "--topic", "no", "--metrics", "statsd");
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).contains("--metrics: must be prometheus");
        assertThat(cli.out()).isEmpty();
    }
}
