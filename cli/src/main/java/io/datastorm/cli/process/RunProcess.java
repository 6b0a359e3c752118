package io.datastorm.cli.process;

import io.datastorm.cli.terminal.Screen;
import io.datastorm.cluster.ClusterException;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TopicFaults;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.lab.experiment.ExperimentReader;
import io.datastorm.lab.experiment.ExternalClient;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.RunMaker;
import io.datastorm.lab.experiment.Variant;
import io.datastorm.run.load.Preparation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Makes each run of an experiment in a process of its own, {@code datastorm run} or somebody else's client: what one
 * run has compiled, allocated or filled helps or hurts no other.
 */
public final class RunProcess implements RunMaker {
    /** The launcher's system property that names it. */
    private static final String LAUNCHER = "datastorm.launcher";

    /** By its name: commands make runs, and runs know no commands. */
    private static final String MAIN_CLASS = "io.datastorm.cli.Main";

    private static final String SHARED_MEMORY = "/dev/shm";

    private static final String BOOTSTRAP = "bootstrap-server";

    private final String topicPrefix;
    private final Screen screen;
    private final Set<ExternalClient> ready = new HashSet<>();
    /** Where the latest program of somebody else was started; null before the first. */
    private volatile Shell shell;

    private int runs;

    /**
     * For runs on one's own cluster each topic has a name of its own.
     *
     * @param topicPrefix how those names begin
     */
    public RunProcess(String topicPrefix, Screen screen) {
        this.topicPrefix = topicPrefix;
        this.screen = screen;
    }

    @Override
    public void check(Variant variant) {
        if (variant.client().foreign()) {
            ExternalClientRules.check(variant);
        }
        requireLauncher(variant.client().launcher());
        Workload workload = plan(variant.options());
        Preparation unused = Preparation.of(workload, System.currentTimeMillis());
        StreamPlan stream = workload.onlyStream();
        Stream.concat(stream.sender().properties().keySet().stream(), stream.records().headers().keySet().stream())
                .filter(Secrets::named)
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidInput(
                            name,
                            "is a secret, and would stand in the experiment's files; put "
                                    + "it into a file and give that with command-config");
                });
        if (variant.options().containsKey(BOOTSTRAP) && variant.options().containsKey("topic")) {
            throw new InvalidInput(
                    "topic",
                    "must be left out with bootstrap-server: each run makes a topic of its own, and deletes it");
        }
    }

    /**
     * Asks each cluster once, before anything is made or sent.
     *
     * @throws AccessException if one cannot be reached, with the reason
     */
    public static void reach(List<Variant> variants) {
        Map<String, Workload> clusters = new LinkedHashMap<>();
        for (Variant variant : variants) {
            if (variant.options().containsKey(BOOTSTRAP)) {
                clusters.putIfAbsent(variant.options().get(BOOTSTRAP), plan(variant.options()));
            }
        }
        clusters.forEach((servers, workload) -> ClusterAccess.connect(
                        servers, workload.target().clientProperties())
                .close());
    }

    private static Workload plan(Map<String, String> options) {
        Settings settings = new Settings();
        options.forEach((name, value) -> settings.flag(setting(name), value));
        return new Planner(new ProducerRules(), Runtime.getRuntime().availableProcessors())
                .plan(settings, Optional.empty());
    }

    private static Option<?> setting(String option) {
        List<String> flags = Stream.concat(
                        Options.all().stream().map(Option::flag),
                        ExperimentReader.KEYS.stream().map(key -> "--" + key))
                .toList();
        return Options.withFlag("--" + option)
                .orElseThrow(() -> new InvalidInput(
                        "--" + option, "is not an option of datastorm run" + Nearest.hint("--" + option, flags)));
    }

    private static void requireLauncher(String launcher) {
        if (!launcher.isEmpty() && !Files.isExecutable(Path.of(launcher))) {
            throw new InvalidInput(
                    "launcher",
                    "must be the datastorm script of a build, got '" + launcher
                            + "', which is not there or cannot be run");
        }
    }

    @Override
    public Optional<String> missing(Variant variant) {
        return variant.client().needs().stream()
                .filter(need -> !Shell.has(need))
                .map(need -> "'" + need + "' is not on the PATH")
                .findFirst();
    }

    /** {@code datastorm run} and brokers notice by themselves. */
    @Override
    public void abandon() {
        Shell now = shell;
        if (now != null) {
            now.kill();
        }
    }

    @Override
    public void run(Variant variant, Path directory) throws InterruptedException {
        Map<String, String> options = new LinkedHashMap<>(variant.options());
        boolean ownCluster = options.containsKey(BOOTSTRAP);
        if (ownCluster) {
            options.put("topic", topicPrefix + "-" + ++runs);
        } else if (SHARED_MEMORY.equals(options.get("data-dir")) && !Files.isDirectory(Path.of(SHARED_MEMORY))) {
            options.remove("data-dir");
        }
        try {
            if (variant.client().foreign()) {
                client(variant.client(), plan(options), directory);
            } else {
                datastorm(variant.with(options), directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (ownCluster) {
                deleteTopic(options);
            }
        }
    }

    private static void datastorm(Variant variant, Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(variant, directory));
        if (!variant.jvm().isEmpty()) {
            builder.environment().put("DATASTORM_OPTS", variant.jvm());
        }
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(Lab.log(directory).toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        process.waitFor();
    }

    /** Like one of ours, it may fail: the log says why, and the experiment goes on. */
    private void client(ExternalClient client, Workload workload, Path directory)
            throws IOException, InterruptedException {
        shell = Shell.of(directory);
        try (PrintWriter writer = shell.writer()) {
            Screen log = new Screen(writer, writer, false);
            try {
                if (!ready.contains(client)) {
                    shell.setUp(client);
                    ready.add(client);
                }
                new ExternalClientRun(workload, client, directory, log).run(shell);
            } catch (ClusterException | AccessException | InvalidInput | ExternalClientException e) {
                log.complain(e.getMessage());
            }
        }
    }

    private static List<String> command(Variant variant, Path directory) {
        List<String> command = new ArrayList<>();
        String other = variant.client().launcher();
        String launcher = other.isEmpty() ? System.getProperty(LAUNCHER) : other;
        String jvm = variant.jvm();
        if (launcher != null) {
            command.add(launcher);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm.isEmpty() ? List.of() : Arrays.asList(jvm.split(" ", -1)));
            command.add("-Ddatastorm.broker.lib=" + System.getProperty("datastorm.broker.lib"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
        }
        command.addAll(List.of("run", "--quiet", "--out", directory.toString()));
        variant.options().forEach((name, value) -> command.add("--" + name + "=" + value));
        if (other.isEmpty()) {
            // Another build may not know it.
            command.add("--tag=variant=" + shortened(variant.name()));
        }
        return command;
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), OutputOptions.MOST_CHARACTERS));
    }

    /** The topics that this run has made, if it came so far. What it cost stays told, whatever becomes of them. */
    private void deleteTopic(Map<String, String> options) {
        Workload workload = plan(options);
        Topics topics = workload.onlyStream().topic().topics();
        try (Admin admin =
                ClusterAccess.connect(options.get(BOOTSTRAP), workload.target().clientProperties())) {
            new TopicFaults(admin, topics.names()).delete();
        } catch (AccessException e) {
            screen.complain("topic '" + topics + "' could not be deleted: " + e.getMessage());
        }
    }
}
