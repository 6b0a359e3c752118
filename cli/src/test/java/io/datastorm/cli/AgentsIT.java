package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.run.agent.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of several processes, as a user starts and ends them. */
final class AgentsIT {
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

    private CliProcess run(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--out", directory.resolve("out").toString(), "-b", cluster.bootstrapServers(), "--rate", "1k"));
        arguments.addAll(List.of("--duration", "1h", "--warmup", "0s"));
        arguments.addAll(List.of(more));
        return CliProcess.start(directory, arguments);
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(directory.resolve("out").resolve("result.json")));
    }

    /** Each agent unpacks a library for its codec, and takes it away again. */
    @Tag("matrix")
    @Test
    void theSummaryHasALineForEachAgent() throws Exception {
        List<String> arguments = List.of(
                "run",
                "--out",
                directory.resolve("out").toString(),
                "-b",
                cluster.bootstrapServers(),
                "--topic",
                "lines",
                "--agents",
                "2",
                "--rate",
                "2k",
                "--duration",
                "2s",
                "--compression",
                "lz4",
                "--verify",
                "--quiet");
        String out = CliProcess.start(directory, arguments).rest();
        assertThat(out).contains("2 agents of 1 worker").containsPattern("agent 0 .*records/s.*clock");
        assertThat(out).containsPattern("agent 1 .*records/s").contains("CLEAN");
        assertThat(result().at("/agents")).hasSize(2);
        assertThat(Files.readString(directory.resolve("out").resolve("report.html")))
                .contains("agent 1");
        try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    /** Its agents are processes of this machine: they end with it. */
    @Tag("matrix")
    @Test
    void aKilledRunLeavesNoAgent() throws Exception {
        CliProcess process = run("--agents", "2", "-t", "killed").awaitSecond(2);
        List<ProcessHandle> agents = process.children();
        assertThat(agents).hasSizeGreaterThanOrEqualTo(2);
        process.kill();
        for (ProcessHandle agent : agents) {
            CompletableFuture<ProcessHandle> ended = agent.onExit();
            assertThat(ended.get().isAlive()).isFalse();
        }
        assertThat(result().at("/run/complete").asBoolean()).isFalse();
        try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
            assertThat(left.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("agent"));
        }
    }

    /** Agents that run elsewhere hear nothing any more. */
    @Tag("matrix")
    @Test
    void anAgentWithoutACoordinatorStops() throws Exception {
        Agent agent =
                new Agent(new Agent.Identity("orphan", 0, 1, 0), Agent.Access.to(cluster.bootstrapServers(), Map.of()));
        Future<Agent.Outcome> outcome = Executors.newSingleThreadExecutor().submit(agent::run);
        run("--agents", "1", "--on", "external", "--name", "orphan", "-t", "orphan")
                .awaitSecond(1)
                .kill();
        assertThat(outcome.get().reason()).isEqualTo(StopSignal.Reason.COORDINATOR_LOST);
        assertThat(outcome.get().message()).contains("nothing was heard of the coordinator");
    }

    @Tag("matrix")
    @Test
    void ctrlCEndsAllOfThemInGoodOrder() throws Exception {
        CliProcess process = run("--agents", "2", "-t", "interrupted").awaitSecond(2);
        process.terminate();
        String rest = process.rest();
        assertThat(process.exitCode()).as(rest).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(result().at("/totals/storedAgrees").asBoolean()).as(rest).isTrue();
        assertThat(result().at("/agents/0/lost").isNull()).isTrue();
        assertThat(result().at("/totals/unresolved").asLong()).isZero();
    }

    @Test
    void anAgentSaysWhatIsWrong() {
        Cli cli = Cli.run("agent", "--run", "x", "--index", "3", "--of", "2", "-b", "localhost:1");
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().trim()).isEqualTo("--index: must be 0 to 1 with --of 2, got 3");
        assertThat(Cli.run("agent", "--run", "x", "--index", "0", "--of", "1", "-b", "nonsense")
                        .err())
                .contains("--bootstrap-server: 'nonsense' must be host:port");
        assertThat(Cli.run("agent", "--run", "x", "--index", "0", "--of", "1", "-b", "localhost:1")
                        .code())
                .isEqualTo(ExitCode.NO_ACCESS);
    }
}
