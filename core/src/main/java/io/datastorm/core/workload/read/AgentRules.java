package io.datastorm.core.workload.read;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.Problem;
import java.util.List;
import java.util.Optional;

/** What must be so that several processes can share a run. */
final class AgentRules {
    /** So many workers have numbers in a record's stamp. */
    private static final int MOST_WORKERS = 2048;

    private final Settings settings;
    private final List<Problem> problems;

    AgentRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(Optional<Workload.Agents> agents, Target target, List<StreamPlan> streams) {
        if (agents.isEmpty()) {
            needsAgents(AgentOptions.ON);
            needsAgents(AgentOptions.CONTROL_BOOTSTRAP_SERVER);
            return;
        }
        if (settings.one(CheckOptions.FAULT).isPresent()) {
            problem(
                    CheckOptions.FAULT,
                    "does not work with --agents: who injects faults must see each acknowledgement");
        }
        external(agents.get(), target);
        streams.forEach(stream -> check(agents.get(), stream));
    }

    private void needsAgents(Option<?> option) {
        if (settings.one(option).isPresent()) {
            problem(option, "needs agents; add --agents N");
        }
    }

    private void external(Workload.Agents agents, Target target) {
        if (agents.place() != Workload.Agents.Place.EXTERNAL) {
            return;
        }
        if (target.local()) {
            problem(
                    AgentOptions.ON,
                    "needs a cluster that agents can reach: the local one of a run listens on loopback; add "
                            + ClusterOptions.BOOTSTRAP_SERVER.flag());
        }
        if (settings.one(OutputOptions.NAME).isEmpty()) {
            problem(AgentOptions.ON, "needs a name by which the agents find the run; add --name");
        }
    }

    private void check(Workload.Agents agents, StreamPlan stream) {
        if (stream.workersOfAll() > MOST_WORKERS) {
            problem(
                    settings.one(SenderOptions.WORKERS).isPresent() ? SenderOptions.WORKERS : AgentOptions.AGENTS,
                    "%d agents of %d workers are %,d workers; at most %,d have numbers"
                            .formatted(agents.count(), stream.sender().workers(), stream.workersOfAll(), MOST_WORKERS));
        }
        stream.extent()
                .records()
                .filter(records -> records < agents.count())
                .ifPresent(records -> problem(
                        AgentOptions.AGENTS,
                        "must be at most the number of records (%s), got %d"
                                .formatted(
                                        settings.one(LoadOptions.RECORDS)
                                                .map(Given::text)
                                                .orElse(records.toString()),
                                        agents.count())));
    }

    private void problem(Option<?> option, String what) {
        problems.add(new Problem(settings.where(option), what));
    }
}
