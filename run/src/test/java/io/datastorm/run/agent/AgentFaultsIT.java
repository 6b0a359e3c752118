package io.datastorm.run.agent;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.run.Run;
import io.datastorm.run.RunObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that also take away the topic through which agents and coordinator talk. */
@Tag("matrix")
final class AgentFaultsIT {
    @TempDir
    private Path directory;

    private final List<Interval> seconds = new CopyOnWriteArrayList<>();

    private RunResult run(String sender, String brokers, String faults) throws Exception {
        Settings flags = new Settings();
        flags.flag(ClusterOptions.BROKERS, brokers);
        flags.flag(SenderOptions.SENDER, sender);
        flags.flag(SenderOptions.ACKS, "all");
        flags.flag(LoadOptions.RATE, "5k");
        flags.flag(LoadOptions.WARMUP, "4s");
        flags.flag(LoadOptions.DURATION, ofSeconds(20).toSeconds() + "s");
        flags.flag(AgentOptions.AGENTS, "2");
        flags.flag(CheckOptions.VERIFY, "after");
        flags.flag(CheckOptions.FAULT, faults);
        Workload workload = new Planner(new ProducerRules(), 2).plan(flags, Optional.empty());
        RunResult result = new Run(workload, List.of(new RunObserver() {
                    @Override
                    public void second(RunSecond second) {
                        seconds.add(second.interval());
                    }
                }))
                .execute(directory);
        assertThat(result.agents()).hasSize(2).allSatisfy(agent -> assertThat(agent.lost())
                .isNull());
        assertThat(result.verification().verdict())
                .as("%s %s", result.verification(), result.validity().warnings())
                .isEqualTo("CLEAN");
        assertThat(result.verification().journalSealed()).isTrue();
        assertThat(result.run().complete()).isTrue();
        assertThat(result.totals().stored()).isEqualTo(result.totals().acknowledged());
        return result;
    }

    /** For longer than an agent may be silent, and no second is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"producer", "direct"})
    void theOnlyBrokerStopsForAWhile(String sender) throws Exception {
        RunResult result = run(sender, "1", "pause 1 @ 2s, resume 1 @ 11s");
        assertThat(result.faults().get(0).stoppedMillis()).isBetween(8_800.0, 12_000.0);
        assertThat(result.faults().get(0).recoveredSeconds()).isBetween(8.8, 16.0);
        assertThat(seconds.stream().filter(Interval::measured)).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "direct"})
    void eachBrokerDiesOnce(String sender) throws Exception {
        RunResult result = run(
                sender,
                "3",
                "kill 1 @ 2s, restart 1 @ 4s, kill 2 @ 8s, restart 2 @ 10s, kill 3 @ 14s, restart 3 @ 16s");
        assertThat(result.faults()).hasSize(6).allSatisfy(fault -> {
            assertThat(fault.error()).isNull();
            assertThat(fault.stoppedMillis() != null).isEqualTo(fault.fault().startsWith("kill"));
        });
    }
}
