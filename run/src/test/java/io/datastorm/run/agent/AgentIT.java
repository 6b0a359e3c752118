package io.datastorm.run.agent;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.run.DataStorm;
import io.datastorm.run.Run;
import io.datastorm.run.RunObserver;
import io.datastorm.run.RunPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes share a run, on a real broker. */
final class AgentIT {
    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static DataStorm connect() {
        return DataStorm.connect(cluster.bootstrapServers());
    }

    /** Lets a test know that the run measures. */
    private static final class Measuring implements RunObserver {
        private final CountDownLatch begun = new CountDownLatch(2);

        @Override
        public void second(RunSecond second) {
            begun.countDown();
        }
    }

    private static List<ProcessHandle> agents() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(AgentMain.class.getName()))
                .toList();
    }

    @Test
    void twoProcessesAreOneRun() {
        try (DataStorm storm = connect()) {
            RunResult result = storm.run(RunPlan.produce("two")
                    .rate(4_000)
                    .duration(ofSeconds(3))
                    .set(AgentOptions.AGENTS, "2")
                    .set(CheckOptions.VERIFY, "live")
                    .build());
            assertThat(result.verification().clean()).isTrue();
            assertThat(result.totals().stored()).isEqualTo(result.totals().acknowledged());
            assertThat(result.latency().response().count()).isEqualTo(12_000);
            assertThat(result.latency().endToEnd().count())
                    .isEqualTo(result.latency().service().count());
            assertThat(result.agents()).hasSize(2).allSatisfy(agent -> {
                assertThat(agent.lost()).isNull();
                assertThat(agent.clockErrorMillis()).isNotNull();
                // On a slow machine not all of them are sent in time.
                assertThat(agent.totals().attempted() + agent.totals().neverSent())
                        .isEqualTo(10_000);
                assertThat(agent.generator().cpuSeconds()).isPositive();
            });
            assertThat(result.agents().stream()
                            .mapToLong(agent -> agent.totals().acknowledged())
                            .sum())
                    .isEqualTo(result.totals().acknowledged());
        }
        assertThat(agents()).isEmpty();
    }

    @Tag("matrix")
    @Test
    void exactlyAsManyRecordsAsWereAskedFor() {
        try (DataStorm storm = connect()) {
            RunResult result = storm.run(RunPlan.produce("exact")
                    .sender(SenderPlan.Kind.DIRECT)
                    .records(100_003)
                    .verify()
                    .set(AgentOptions.AGENTS, "3")
                    .build());
            assertThat(result.totals().stored()).isEqualTo(100_003);
            assertThat(result.verification().clean()).isTrue();
            assertThat(result.run().complete()).isTrue();
        }
    }

    @Tag("matrix")
    @Test
    void aKilledAgentEndsTheRunAndIsNamed() throws Exception {
        Measuring measuring = new Measuring();
        try (DataStorm storm = connect()) {
            Run run = storm.prepare(
                    RunPlan.produce("killed")
                            .rate(2_000)
                            .duration(ofHours(1))
                            .warmup(Duration.ZERO)
                            .verify()
                            .set(AgentOptions.AGENTS, "2")
                            .build(),
                    measuring);
            Future<RunResult> running = threads.submit(() -> run.execute(directory));
            measuring.begun.await();
            agents().get(0).destroyForcibly();
            RunResult result = running.get();
            assertThat(run.stopped().orElseThrow().reason()).isEqualTo(StopSignal.Reason.AGENT_LOST);
            assertThat(result.run().complete()).isFalse();
            assertThat(result.agents())
                    .filteredOn(agent -> agent.lost() != null)
                    .hasSize(1);
            assertThat(result.verification().broken()).isFalse();
            assertThat(result.verification().verdict()).isEqualTo("PARTIAL");
            assertThat(result.verification().journalSealed()).isFalse();
            assertThat(result.totals().storedAgrees()).isNotEqualTo(false);
        }
        assertThat(agents()).isEmpty();
    }

    private Future<Agent.Outcome> agent(String run, int index, int of, long clockOffsetNanos) {
        Agent agent = new Agent(
                new Agent.Identity(run, index, of, clockOffsetNanos),
                Agent.Access.to(cluster.bootstrapServers(), Map.of()));
        return threads.submit(agent::run);
    }

    private static RunPlan.Builder external(String name, int agents) {
        return RunPlan.produce("topic-" + name)
                .rate(1_000)
                .set(OutputOptions.NAME, name)
                .set(AgentOptions.AGENTS, Integer.toString(agents))
                .set(AgentOptions.ON, "external");
    }

    /** Agents that somebody else starts; the clock of one is wrong. */
    @Tag("matrix")
    @Test
    void clocksThatAreWrongMakeNoDifference() throws Exception {
        Future<Agent.Outcome> first = agent("wrong-clock", 0, 2, 0);
        Future<Agent.Outcome> second = agent("wrong-clock", 1, 2, ofHours(1).toNanos());
        try (DataStorm storm = connect()) {
            RunResult result = storm.run(external("wrong-clock", 2)
                    .duration(ofSeconds(3))
                    .set(CheckOptions.VERIFY, "live")
                    .build());
            assertThat(result.verification().clean()).isTrue();
            assertThat(result.agents().get(0).clockOffsetMillis()).isBetween(-100.0, 100.0);
            assertThat(result.agents().get(1).clockOffsetMillis()).isBetween(3_599_900.0, 3_600_100.0);
            assertThat(result.latency().endToEndFacts().negative()).isZero();
            assertThat(result.latency().endToEnd().maxMillis()).isLessThan(3_000_000);
        }
        assertThat(first.get().reason()).isNull();
        assertThat(second.get().reason()).isNull();
    }

    /** What Connect or Kubernetes starts again must not send its share again. */
    @Test
    void whoComesAgainIsRefused() throws Exception {
        Measuring measuring = new Measuring();
        Future<Agent.Outcome> first = agent("again", 0, 1, 0);
        try (DataStorm storm = connect()) {
            Run run = storm.prepare(external("again", 1).duration(ofHours(1)).build(), measuring);
            Future<RunResult> running = threads.submit(() -> run.execute(directory));
            measuring.begun.await();
            assertThatThrownBy(() -> agent("again", 0, 1, 0).get())
                    .hasCauseInstanceOf(InvalidInput.class)
                    .hasMessageContaining("the run has begun, and agent 0 has sent records");
            run.cancel();
            assertThat(running.get().agents().get(0).lost()).isNull();
        }
        assertThat(first.get().reason()).isEqualTo(StopSignal.Reason.INTERRUPTED);
    }

    @Test
    void anAgentOfAnotherCountIsRefused() throws Exception {
        try (DataStorm storm = connect()) {
            Run run = storm.prepare(external("count", 2).duration(ofHours(1)).build());
            Future<RunResult> running = threads.submit(() -> run.execute(directory));
            assertThatThrownBy(() -> agent("count", 0, 3, 0).get())
                    .hasMessageContaining("the run has 2 agents, not 3: start agents with --of 2");
            run.cancel();
            assertThatThrownBy(running::get).hasMessageContaining("interrupted before anything was sent");
        }
    }

    /** Of a program there is no file; agents of other processes could not have them. */
    @Test
    void clientPropertiesAreInAFile() {
        RunPlan plan =
                RunPlan.produce("secret").rate(10).set(AgentOptions.AGENTS, "1").build();
        try (DataStorm storm =
                DataStorm.connect(cluster.bootstrapServers(), Map.of("ssl.keystore.password", "hidden-value"))) {
            assertThatThrownBy(() -> storm.run(plan))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("--command-config")
                    .hasMessageNotContaining("hidden-value");
        }
    }
}
