package io.datastorm.cli;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.BrokerProcess;
import io.datastorm.cluster.ClusterException;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.KeptCluster;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.run.cluster.StateDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code datastorm cluster}: a local cluster that stays for several runs. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Keeps a local cluster of real brokers for several runs.")
final class ClusterCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Where the cluster is remembered. Default: one for this account.")
    private Path stateFile;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command: start, status, stop, kill, pause, resume or restart?");
    }

    @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts a cluster and prints its address.")
    int start(
            @Option(names = "--brokers", paramLabel = "N", description = "1 to 8. Default: 1.", defaultValue = "1")
                    int brokers,
            @Option(
                            names = "--data-dir",
                            paramLabel = "DIR",
                            description = "Where it keeps its logs. Default: the temporary directory.")
                    Path dataDirectory) {
        if (brokers < 1 || brokers > ClusterPlan.MAX_BROKERS) {
            throw new InvalidInput("--brokers", "must be 1 to 8, got " + brokers);
        }
        ClusterPlan standard = ClusterPlan.of(brokers);
        Path parent = dataDirectory == null ? standard.dataDirectory() : dataDirectory;
        ClusterPlan plan = new ClusterPlan(brokers, parent, standard.partitionReplicas(), Map.of());
        KeptCluster cluster = KeptCluster.start(plan, stateFile());
        PrintWriter out = spec.commandLine().getOut();
        out.println(cluster.bootstrapServers());
        out.flush();
        return ExitCode.DONE;
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the cluster and its brokers.")
    int status() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<KeptCluster> open = KeptCluster.open(stateFile());
        if (open.isEmpty()) {
            out.println("no local cluster is running; start one: datastorm cluster start");
        } else {
            KeptCluster cluster = open.get();
            out.println(cluster.bootstrapServers());
            for (int id = 1; id <= cluster.size(); id++) {
                Optional<BrokerProcess> broker = cluster.broker(id);
                out.println("  broker " + id + "  "
                        + broker.map(b -> (b.paused() ? "paused" : "running") + ", process " + b.pid())
                                .orElse("stopped"));
            }
            out.println("  data in " + cluster.directory());
        }
        out.flush();
        return ExitCode.DONE;
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "Ends the cluster and removes its data.")
    int stop() {
        Optional<KeptCluster> open = KeptCluster.open(stateFile());
        open.ifPresent(KeptCluster::stop);
        return say(open.isPresent() ? "stopped" : "no local cluster is running; nothing to stop");
    }

    @Command(name = "kill", mixinStandardHelpOptions = true, description = "Ends a broker at once, as kill -9 does.")
    int kill(@Parameters(paramLabel = "N", description = "Its number.") int id) {
        return change(id, BrokerProcess::kill, "killed");
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Lets a broker hang (SIGSTOP).")
    int pause(@Parameters(paramLabel = "N", description = "Its number.") int id) {
        return change(id, BrokerProcess::pause, "paused");
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a paused broker go on (SIGCONT).")
    int resume(@Parameters(paramLabel = "N", description = "Its number.") int id) {
        return change(id, BrokerProcess::resume, "goes on");
    }

    @Command(name = "restart", mixinStandardHelpOptions = true, description = "Starts a broker (again) on its data.")
    int restart(@Parameters(paramLabel = "N", description = "Its number.") int id) {
        KeptCluster cluster = cluster();
        requireMember(cluster, id);
        cluster.restart(id);
        return say("broker " + id + " serves again");
    }

    private int change(int id, Consumer<BrokerProcess> change, String done) {
        KeptCluster cluster = cluster();
        requireMember(cluster, id);
        BrokerProcess broker = cluster.broker(id)
                .orElseThrow(() -> new ClusterException(
                        "broker " + id + " does not run; start it: datastorm cluster restart " + id));
        change.accept(broker);
        return say("broker " + id + " " + done);
    }

    private static void requireMember(KeptCluster cluster, int id) {
        if (id < 1 || id > cluster.size()) {
            throw new InvalidInput("N", "there is no broker %d; the cluster has 1 to %d".formatted(id, cluster.size()));
        }
    }

    private KeptCluster cluster() {
        return KeptCluster.open(stateFile())
                .orElseThrow(() ->
                        new InvalidInput("cluster", "no local cluster is running; start one: datastorm cluster start"));
    }

    private int say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return ExitCode.DONE;
    }

    private Path stateFile() {
        return stateFile == null ? StateDirectory.path().resolve(KeptCluster.FILE) : stateFile;
    }
}
