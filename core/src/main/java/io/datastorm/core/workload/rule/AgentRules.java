package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Values;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.input.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must be so that several processes can share a run. */
public final class AgentRules {
    /** So many workers have numbers in a record's stamp. */
    private static final int MOST_WORKERS = 2048;

    /** So many agents have addresses in the network of a local cluster. */
    private static final int MOST_HOSTS = 150;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private final Settings settings;
    private final List<Problem> problems;

    /** Problems go to a list. */
    public AgentRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Checks; the settings of each stream are in the order of the plans. */
    public void check(
            Optional<Workload.Agents> agents, Target target, List<StreamSettings> each, List<StreamPlan> streams) {
        if (agents.isEmpty()) {
            needsAgents(AgentOptions.ON);
            needsAgents(AgentOptions.CONTROL_BOOTSTRAP_SERVER);
            return;
        }
        reachable(agents.get(), target);
        if (agents.get().place().equals(Workload.Agents.Place.EXTERNAL)
                && settings.one(OutputOptions.NAME).isEmpty()) {
            problem(AgentOptions.ON, "needs a name by which the agents find the run; add --name");
        }
        if (agents.get().place().kind() == Workload.Agents.Place.Kind.CONNECT) {
            clientSecrets(target);
        }
        streams.forEach(stream -> check(agents.get(), stream));
        if (streams.stream().anyMatch(StreamPlan::consumesOnly)) {
            problem(AgentOptions.AGENTS, "send records, and --role consume sends none; leave one of them out");
        }
        if (!agents.get().place().equals(Workload.Agents.Place.LOCAL)) {
            streams.forEach(stream -> files(stream.records()));
        }
        each.forEach(stream -> secrets(stream.settings()));
    }

    private void files(RecordPlan records) {
        if (records.values() instanceof Values.OfFile) {
            problem(
                    RecordOptions.PAYLOAD_FILE,
                    "a file does not travel to agents on other machines; leave out --on, or send plain bytes");
        }
        if (records.keys().orElse(null) instanceof Keys.OfFile) {
            problem(
                    RecordOptions.KEYS,
                    "a file does not travel to agents on other machines; leave out --on, or take uniform:N");
        }
    }

    private void needsAgents(Option<?> option) {
        if (settings.one(option).isPresent()) {
            problem(option, "needs agents; add --agents N");
        }
    }

    /** Whether agents of other machines can reach the brokers. */
    private void reachable(Workload.Agents agents, Target target) {
        switch (agents.place().kind()) {
            case LOCAL -> {
                if (target.network().isPresent() && agents.count() > MOST_HOSTS) {
                    problem(
                            AgentOptions.AGENTS,
                            "must be at most %d with %s namespaces, got %d"
                                    .formatted(MOST_HOSTS, ClusterOptions.NETWORK.flag(), agents.count()));
                }
            }
            case EXTERNAL -> {
                if (target.local()) {
                    problem(
                            AgentOptions.ON,
                            "needs a cluster that agents can reach: the local one of a run listens on loopback; add "
                                    + ClusterOptions.BOOTSTRAP_SERVER.flag());
                }
            }
            case CONNECT -> {
                String worker = agents.place().url().orElseThrow().getHost();
                if (!loopback(worker)) {
                    target.bootstrapServers()
                            .map(AgentRules::loopbackServer)
                            .orElse(Optional.of("the local cluster of a run"))
                            .ifPresent(server -> problem(
                                    AgentOptions.ON,
                                    "needs a cluster that agents on %s reach, not %s, which listens on loopback; add %s"
                                            .formatted(worker, server, ClusterOptions.BOOTSTRAP_SERVER.flag())));
                }
            }
        }
    }

    /** The servers, if all of them are this machine's own. */
    private static Optional<String> loopbackServer(String servers) {
        return Arrays.stream(servers.split(",", -1))
                        .allMatch(server -> loopback(server.trim().replaceAll(":[0-9]+$", "")))
                ? Optional.of(servers)
                : Optional.empty();
    }

    private static boolean loopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** Connect shows the settings of a connector to all who reach it. */
    private void clientSecrets(Target target) {
        target.clientProperties().forEach((name, value) -> {
            if (Secrets.held(name, value)) {
                problem(
                        ClusterOptions.COMMAND_CONFIG,
                        "'%s' holds a secret, and Kafka Connect would show it: write a reference, such as "
                                        .formatted(name)
                                + "${file:/etc/kafka/load.properties:key}, and config.providers for it");
            }
        });
    }

    /** The plan travels to the agents. */
    private void secrets(Settings stream) {
        secrets(stream, RecordOptions.HEADER, "put it into a file for --header-file, which each external agent needs");
        secrets(stream, SenderOptions.PRODUCER_PROPERTY, "put it into the file for --command-config");
    }

    private void secrets(Settings stream, Option<?> option, String instead) {
        for (Given given : stream.all(option)) {
            String[] halves = given.text().split("=", 2);
            String name = halves[0].trim();
            String value = halves[halves.length - 1].trim();
            if (!Secrets.masked(name, value).equals(value)) {
                problems.add(new Problem(
                        given.where(), "'" + name + "' is a secret, and secrets do not travel to agents: " + instead));
            }
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
