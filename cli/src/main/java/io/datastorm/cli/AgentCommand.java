package io.datastorm.cli;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Interrupts;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.run.agent.Agent;
import io.datastorm.run.agent.AgentMain;
import io.datastorm.run.cluster.StateDirectory;
import io.datastorm.run.launcher.ConnectorLedger;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code datastorm agent}: a share of a run on another machine. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "datastorm agent --run ID --index I --of N -b HOST:PORT,… [OPTION]…",
            "       datastorm agent --clean"
        },
        description = {
            "Does a share of a run, on this or another machine.",
            "It waits for 'datastorm run --on external --agents N --name ID', which sends it the plan,",
            "and ends with the run."
        },
        footer = {
            "",
            "Exit codes: 0 its share is done; 1 it failed, or the run was stopped; 2 bad input, or the run",
            "does not want this agent; 3 no access to the cluster; 130 interrupted."
        })
final class AgentCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "ID", description = "The run: what its --name says.")
    private String run;

    @Option(
            names = "--index",
            paramLabel = "I",
            defaultValue = "${env:JOB_COMPLETION_INDEX}",
            description = "Which agent this is, from 0. Default: $JOB_COMPLETION_INDEX, as Kubernetes sets it.")
    private Integer index;

    @Option(names = "--of", paramLabel = "N", description = "How many agents the run has.")
    private Integer of;

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,…",
            description = "The cluster that records go to, as this agent reaches it.")
    private String bootstrapServer;

    @Option(
            names = "--control-bootstrap-server",
            paramLabel = "HOST:PORT,…",
            description = "The cluster through which the agents talk to the run. Default: that of --bootstrap-server.")
    private String controlBootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Client properties (TLS, SASL, …). The run does not send them.")
    private Path commandConfig;

    @Option(
            names = "--header-file",
            paramLabel = "FILE",
            description = "Headers of each record that are secrets. The run does not send them.")
    private Path headerFile;

    @Option(
            names = "--clean",
            description = "Remove the connectors that runs have left in Kafka Connect, and do nothing else.")
    private boolean clean;

    @Option(names = "--clock-offset", hidden = true, description = "A clock that is wrong by this time, for tests.")
    private String clockOffset;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), false);
        return clean ? clean(screen) : share(screen);
    }

    private int share(Screen screen) throws InterruptedException {
        requireOptions();
        if (index < 0 || index >= of) {
            throw new InvalidInput("--index", "must be 0 to %d with --of %d, got %d".formatted(of - 1, of, index));
        }
        String servers = servers("--bootstrap-server", bootstrapServer);
        String control = controlBootstrapServer == null
                ? servers
                : servers("--control-bootstrap-server", controlBootstrapServer);
        long offset = clockOffset == null ? 0 : Quantities.duration(clockOffset).toNanos();
        Agent agent = new Agent(
                new Agent.Identity(run, index, of, offset),
                new Agent.Access(
                        control,
                        Optional.of(servers),
                        AgentMain.properties(Optional.ofNullable(commandConfig)),
                        Optional.ofNullable(headerFile)));
        try (Interrupts interrupts = new Interrupts(screen)) {
            interrupts.onFirst(() -> agent.cancel("interrupted"));
            screen.say("agent %d of %d connects to %s, and waits for run %s".formatted(index, of, control, run));
            return code(agent.run(), screen);
        }
    }

    /** All of them, but for {@code --clean}. */
    private void requireOptions() {
        List<String> missing = Stream.of("--run", "--index", "--of", "--bootstrap-server")
                .filter(name -> spec.findOption(name).getValue() == null)
                .toList();
        if (!missing.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required options: " + String.join(", ", missing));
        }
    }

    private static ConnectorLedger ledger() {
        return new ConnectorLedger(StateDirectory.path());
    }

    private static int clean(Screen screen) {
        List<ConnectorLedger.Orphan> orphans = ledger().orphans();
        int code = ExitCode.DONE;
        for (ConnectorLedger.Orphan orphan : orphans) {
            try {
                ledger().remove(orphan);
                screen.say("removed connector %s from Kafka Connect at %s".formatted(orphan.name(), orphan.url()));
            } catch (AccessException e) {
                screen.complain("%s; if that cluster is gone for good, remove the file %s"
                        .formatted(e.getMessage(), ledger().file(orphan)));
                code = ExitCode.NO_ACCESS;
            }
        }
        if (orphans.isEmpty()) {
            screen.say("no run has left a connector; nothing to remove");
        }
        return code;
    }

    /** Names the connectors that runs have left. */
    static void noteOrphans(PrintWriter err) {
        for (ConnectorLedger.Orphan orphan : ledger().orphans()) {
            err.println(("a run that is over has left connector %s in Kafka Connect at %s; "
                            + "remove it with 'datastorm agent --clean'")
                    .formatted(orphan.name(), orphan.url()));
        }
    }

    private static String servers(String option, String text) {
        try {
            return ClusterOptions.BOOTSTRAP_SERVER.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(option, e.getMessage());
        }
    }

    private static int code(Agent.Outcome outcome, Screen screen) {
        if (outcome.reason() == null) {
            screen.say(outcome.message());
            return ExitCode.DONE;
        }
        screen.complain(outcome.message());
        return outcome.reason() == StopSignal.Reason.INTERRUPTED ? ExitCode.INTERRUPTED : ExitCode.FAILED;
    }
}
