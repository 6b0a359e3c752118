package io.datastorm.cli.process;

import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.recorder.OutsideRecorder;
import io.datastorm.core.measure.recorder.RecordedSecond;
import io.datastorm.core.output.ResultFiles;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Warmup;
import io.datastorm.core.workload.Workload;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopics;
import io.datastorm.lab.experiment.ExternalClient;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.cluster.Environments;
import io.datastorm.run.cluster.RunCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A run of somebody else's client, on a cluster as {@code datastorm run} would have it, seen from outside. */
public final class ExternalClientRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WARMUP = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 50;

    private final Workload workload;
    private final StreamPlan stream;
    private final ExternalClient client;
    private final Path directory;
    private final Screen log;

    /**
     * For one run.
     *
     * @param directory where the result goes; it does not exist yet
     * @param log where it tells what it does
     */
    ExternalClientRun(Workload workload, ExternalClient client, Path directory, Screen log) {
        this.workload = workload;
        this.stream = workload.onlyStream();
        this.client = client;
        this.directory = directory;
        this.log = log;
    }

    /** What is looked at. */
    private record View(RunCluster cluster, TargetTopics topic, Client client) {
        OutsideRecorder.Reading reading() {
            long stored = topic.ends().sum();
            double cpuSeconds = client.cpuSeconds();
            return new OutsideRecorder.Reading(
                    System.nanoTime(),
                    stored,
                    cpuSeconds,
                    client.rssBytes(),
                    cluster.meter().read());
        }

        /** Waits, as long as all goes well. */
        void await(long millis) throws InterruptedException, ExternalClientException {
            if (client.endsWithin(Math.max(0, millis))) {
                throw new ExternalClientException("the program ended by itself, with exit code " + client.exitCode());
            }
            Optional<StopSignal.Request> trouble = cluster.trouble();
            if (trouble.isPresent()) {
                throw new ExternalClientException(trouble.get().message());
            }
        }
    }

    /**
     * Makes it. Where that fails there is no result.
     *
     * @param shell starts the program's command
     */
    void run(Shell shell) throws IOException, InterruptedException, ExternalClientException {
        Instant startedAt = Instant.now();
        try (RunCluster cluster = RunCluster.open(workload, log);
                Admin admin = ClusterAccess.connect(
                        cluster.bootstrapServers(), workload.target().clientProperties())) {
            TargetTopics topic = TargetTopics.prepare(admin, stream.topic(), stream.sender(), id -> false);
            RunResult.Environment environment = Environments.of(cluster, List.of(topic), admin);
            Client processes = shell.start(
                    client.command(),
                    Map.of(
                            "BOOTSTRAP",
                            cluster.bootstrapServers(),
                            "TOPIC",
                            stream.topic().name()));
            OutsideRecorder recorder = new OutsideRecorder();
            try {
                observe(new View(cluster, topic, processes), recorder);
            } finally {
                processes.end();
            }
            write(recorder.result(description(startedAt), plan(), environment), startedAt);
        }
    }

    private void observe(View view, OutsideRecorder recorder) throws InterruptedException, ExternalClientException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (view.topic().ends().sum() == 0) {
            view.await(LOOK_MILLIS);
            if (System.nanoTime() > patience) {
                throw new ExternalClientException("the program sent nothing within " + PATIENCE.toSeconds() + " s");
            }
        }
        view.await(warmup().toMillis());
        recorder.add(view.reading());
        long from = System.nanoTime();
        long seconds = stream.extent().duration().orElseThrow().toSeconds();
        for (long second = 1; second <= seconds; second++) {
            view.await(TimeUnit.NANOSECONDS.toMillis(from + TimeUnit.SECONDS.toNanos(second) - System.nanoTime()));
            recorder.add(view.reading());
        }
    }

    /** From outside nothing tells when a program is steady soon enough. */
    private Duration warmup() {
        Warmup asked = stream.extent().warmup();
        return asked.untilSteady() ? WARMUP : asked.atMost();
    }

    private RunResult.Run description(Instant startedAt) {
        return new RunResult.Run(
                UUID.randomUUID().toString(),
                workload.name(),
                startedAt.toString(),
                0,
                true,
                BuildVersions.datastorm());
    }

    /** Of what DataStorm would have done, only what the program was given. */
    private Map<String, Object> plan() {
        Map<String, Object> plan = new TreeMap<>(workload.effective());
        plan.keySet().removeAll(Set.of("records", "sender", "verify"));
        plan.put("program", client.command().strip());
        Map<String, Object> load = new TreeMap<>();
        ((Map<?, ?>) plan.get("load")).forEach((name, value) -> load.put(name.toString(), value));
        load.put("warmup", Quantities.format(warmup()));
        plan.put("load", load);
        return plan;
    }

    private void write(RunResult result, Instant startedAt) throws IOException {
        try (ResultFiles files = new ResultFiles(directory, startedAt.toEpochMilli(), List.of(), Optional.empty())) {
            for (Interval interval : result.intervals()) {
                files.append(new RecordedSecond(interval, Latencies.empty(), null, List.of()), () -> result);
            }
            files.finish(result);
        }
    }
}
