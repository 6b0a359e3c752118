package io.datastorm.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.run.DataStorm;
import io.datastorm.run.Run;
import io.datastorm.run.RunObserver;
import io.datastorm.run.RunPlan;
import io.datastorm.run.launcher.ConnectorLedger;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents as tasks of a real Kafka Connect cluster of two workers. Tests that take a worker away come last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ConnectIT {
    private static final int LAST = 10;

    @TempDir
    private static Path files;

    @TempDir
    private Path directory;

    private static LocalCluster cluster;
    private static ConnectWorker first;
    private static ConnectWorker second;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        first = ConnectWorker.start(cluster.bootstrapServers(), files);
        second = ConnectWorker.start(cluster.bootstrapServers(), files);
        first.awaitServing();
        second.awaitServing();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        cluster.close();
    }

    private static DataStorm connect() {
        return DataStorm.connect(cluster.bootstrapServers());
    }

    private static RunPlan.Builder plan(String topic, int agents) {
        return RunPlan.produce(topic)
                .verify()
                .set(AgentOptions.AGENTS, Integer.toString(agents))
                .set(AgentOptions.ON, "connect=" + first.url());
    }

    /** Lets a test know that the run measures. */
    private static final class Measuring implements RunObserver {
        private final CountDownLatch begun = new CountDownLatch(2);

        @Override
        public void second(RunSecond second) {
            begun.countDown();
        }
    }

    private static List<String> connectors() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (String name :
                second.ask("GET", "/connectors").replaceAll("[\\[\\]\"]", "").split(",", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    @Test
    @Order(1)
    void tasksOfTwoWorkersAreOneRun() throws Exception {
        // Agents that did not resolve the reference would have no number there.
        Path secrets = Files.writeString(directory.resolve("secrets.properties"), "age=250000\n");
        Map<String, String> references = Map.of(
                "config.providers",
                "file",
                "config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider",
                "metadata.max.age.ms",
                "${file:" + secrets + ":age}");
        try (DataStorm storm = DataStorm.connect(cluster.bootstrapServers(), references)) {
            RunResult result = storm.run(plan("tasks", 3)
                    .sender(SenderPlan.Kind.DIRECT)
                    .records(200_003)
                    .build());
            assertThat(result.verification().clean())
                    .as(result.verification().toString())
                    .isTrue();
            assertThat(result.totals().stored()).isEqualTo(200_003);
            assertThat(result.agents()).hasSize(3).allSatisfy(agent -> {
                assertThat(agent.lost()).isNull();
                assertThat(agent.totals().acknowledged()).isBetween(66_000L, 67_000L);
            });
            // Three tasks of two workers: one process has two of them, and is told of once.
            assertThat(result.agents().stream()
                            .filter(agent -> agent.generator() == null)
                            .count())
                    .isBetween(1L, 2L);
        }
        assertThat(connectors()).isEmpty();
    }

    @Test
    @Order(2)
    void aTaskThatConnectStartsAgainIsRefused() throws Exception {
        Measuring measuring = new Measuring();
        try (DataStorm storm = connect()) {
            Run run = storm.prepare(
                    plan("again", 2).rate(1_000).duration(Duration.ofHours(1)).build(), measuring);
            Future<RunResult> running = threads.submit(() -> run.execute(directory));
            measuring.begun.await();
            String connector = connectors().get(0);
            first.ask("POST", "/connectors/" + connector + "/tasks/1/restart");
            RunResult result = running.get();
            assertThat(result.run().complete()).isFalse();
            assertThat(run.stopped().orElseThrow().message())
                    .contains("agent 1 on")
                    .contains("Kafka Connect has stopped its task");
            // What both sent until then is there, and once.
            assertThat(result.verification().clean())
                    .as(result.verification().toString())
                    .isTrue();
        }
        assertThat(connectors()).isEmpty();
    }

    /** A program has client properties that no file of the command line has. */
    @Test
    @Order(3)
    void aSecretIsNotShownToConnect() {
        RunPlan plan = plan("secret", 2).rate(10).build();
        try (DataStorm storm =
                DataStorm.connect(cluster.bootstrapServers(), Map.of("ssl.key.password", "hidden-value"))) {
            assertThatThrownBy(() -> storm.run(plan))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("ssl.key.password")
                    .hasMessageNotContaining("hidden-value");
        }
    }

    /** Nothing of the plan comes before the plugin is known to be there. */
    @Test
    @Order(3)
    void somethingElseIsNoConnect() {
        try (DataStorm storm = connect()) {
            RunPlan plan = RunPlan.produce("nothing")
                    .set(AgentOptions.AGENTS, "2")
                    .set(AgentOptions.ON, "connect=http://127.0.0.1:1")
                    .build();
            assertThatThrownBy(() -> storm.run(plan)).hasMessageContaining("no answer from Kafka Connect");
        }
    }

    /** A killed run leaves agents that stop, and a connector that the next command knows of. */
    @Tag("matrix")
    @Test
    @Order(4)
    void aKilledRunLeavesAConnectorThatIsKnown() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        cluster.bootstrapServers(),
                        first.url().toString())
                .redirectErrorStream(true)
                .start();
        awaitLine(killed, "measuring");
        killed.destroyForcibly().waitFor();
        ConnectorLedger ledger = new ConnectorLedger(Path.of(System.getenv("DATASTORM_STATE")));
        assertThat(ledger.orphans()).hasSize(1);
        assertThat(connectors()).hasSize(1);
        String connector = connectors().get(0);
        while (!first.ask("GET", "/connectors/" + connector + "/status").contains("coordinator for 6 s")) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        ledger.remove(ledger.orphans().get(0));
        assertThat(connectors()).isEmpty();
        assertThat(ledger.orphans()).isEmpty();
    }

    private static void awaitLine(Process process, String line) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String each = output.readLine(); each != null; each = output.readLine()) {
            said.add(each);
            if (each.equals(line)) {
                return;
            }
        }
        throw new AssertionError("it ended: " + said);
    }

    /** The worker whose address the run was given dies with its task; the other one removes the connector. */
    @Tag("matrix")
    @Test
    @Order(LAST)
    void aKilledWorkerIsALostAgent() throws Exception {
        Measuring measuring = new Measuring();
        try (DataStorm storm = connect()) {
            Run run = storm.prepare(
                    plan("lost", 2).rate(5_000).duration(Duration.ofHours(1)).build(), measuring);
            Future<RunResult> running = threads.submit(() -> run.execute(directory));
            measuring.begun.await();
            first.kill();
            RunResult result = running.get();
            assertThat(result.run().complete()).isFalse();
            assertThat(run.stopped().orElseThrow().message()).contains("is lost: nothing was heard of it for 6 s");
            assertThat(result.agents().stream()
                            .filter(agent -> agent.lost() != null)
                            .count())
                    .isEqualTo(1);
            assertThat(result.verification().clean()).isFalse();
            assertThat(result.verification().lost()).isZero();
        }
        assertThat(connectors()).isEmpty();
    }
}
