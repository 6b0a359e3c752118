package io.datastorm.benchmarks;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.machine.GeneratorMeter;
import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.kafka.control.ControlChannel;
import io.datastorm.kafka.control.ControlTopic;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.SteadyClock;
import io.datastorm.run.coordinator.Coordinator;
import io.datastorm.run.launcher.AgentLauncher;
import io.datastorm.run.load.LoadGenerator;
import io.datastorm.run.load.LoadListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a coordinator costs that hears {@link SimulatedAgents}, which are another process. Arguments: for how many
 * seconds, and one or several numbers of agents.
 */
public final class ManyAgents {
    private final int agents;
    private final int seconds;
    private final List<Long> told = new ArrayList<>();
    private int mostInSecond;

    private ManyAgents(int agents, int seconds) {
        this.agents = agents;
        this.seconds = seconds;
    }

    /** Prints a line for each number of agents. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true);
        out.println("agents  cores of the coordinator  memory, MiB  seconds told  snapshots in a second  records");
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1))) {
            for (int i = 1; i < arguments.length; i++) {
                new ManyAgents(Integer.parseInt(arguments[i]), Integer.parseInt(arguments[0]))
                        .run(cluster.bootstrapServers(), out);
            }
        }
    }

    private void run(String servers, PrintStream out) throws IOException, InterruptedException {
        Workload workload = workload(servers);
        Map<String, Object> client = Map.of("bootstrap.servers", servers);
        try (Admin admin = Admin.create(client)) {
            ControlTopic.require(admin);
        }
        Coordinator.Terms terms = new Coordinator.Terms(
                new AgentPlan(
                        "",
                        BuildVersions.datastorm(),
                        servers,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        0,
                        false,
                        false,
                        ""),
                workload.streams(),
                new AgentLauncher.RunAddress(SimulatedAgents.RUN, agents, servers),
                AgentLauncher.NONE,
                List.of());
        ControlChannel channel = new ControlChannel(SimulatedAgents.RUN, client, from -> from >= 0);
        Process simulation = simulate(servers);
        try (LoadGenerator coordinator = new Coordinator(terms, channel, new SteadyClock(0), BrokerMeter.NONE);
                GeneratorMeter meter = new GeneratorMeter()) {
            coordinator.prepare();
            RunRecorder recorder = recorder(workload, coordinator);
            GeneratorMeter.Reading before = meter.read();
            coordinator.run(listener(recorder));
            GeneratorMeter.Reading after = meter.read();
            double wall = (after.nanos() - before.nanos()) / 1e9;
            out.printf(
                    "%6d  %24.3f  %11d  %12d  %21d  %,d%n",
                    agents,
                    (after.cpuSeconds() - before.cpuSeconds()) / wall,
                    after.rssBytes() >> 20,
                    told.size(),
                    mostInSecond,
                    recorder.incomplete().totals().acknowledged());
        } finally {
            simulation.waitFor();
        }
    }

    private Process simulate(String servers) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatedAgents.class.getName(),
                        servers,
                        Integer.toString(agents),
                        Integer.toString(seconds))
                .inheritIO()
                .start();
    }

    private LoadListener listener(RunRecorder recorder) {
        return new LoadListener() {
            @Override
            public void second(List<Snapshot> snapshots) {
                recorder.add(snapshots, RecordedSecond.Context.NOTHING);
                recorder.incomplete();
                if (snapshots.get(0).measured()) {
                    told.add(snapshots.get(0).second());
                    mostInSecond = Math.max(mostInSecond, snapshots.size());
                }
            }

            @Override
            public void draining() {}
        };
    }

    private static RunRecorder recorder(Workload workload, LoadGenerator coordinator) {
        return new RunRecorder(
                workload,
                new RunResult.Run("id", "simulation", "2026-01-01T00:00:00Z", 0, false, BuildVersions.datastorm()),
                new RunResult.Environment("", "", 2, 0, "", "", 1, 1, 1, true),
                coordinator.windows());
    }

    private Workload workload(String servers) {
        Map<String, Settings> streams = new LinkedHashMap<>();
        SimulatedAgents.STREAMS.forEach(name -> streams.put(name, Settings.ofStream(name)));
        Settings all = new Settings();
        Map<Option<?>, String> given = Map.of(
                ClusterOptions.BOOTSTRAP_SERVER,
                servers,
                AgentOptions.AGENTS,
                Integer.toString(agents),
                SenderOptions.WORKERS,
                "1",
                LoadOptions.RATE,
                Integer.toString(SimulatedAgents.RECORDS * agents),
                LoadOptions.WARMUP,
                "0s",
                LoadOptions.DURATION,
                seconds + "s");
        given.forEach(all::flag);
        return new Planner(new ProducerRules(), 2).plan(new Settings(), new WorkloadFile(all, streams));
    }
}
