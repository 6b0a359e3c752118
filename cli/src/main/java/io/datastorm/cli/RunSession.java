package io.datastorm.cli;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.Resources;
import io.datastorm.core.measure.RunRecorder;
import io.datastorm.core.measure.RunResult;
import io.datastorm.core.measure.Sampler;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.ResultFiles;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.workload.Workload;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopic;
import io.datastorm.kafka.direct.DirectSenders;
import io.datastorm.kafka.producer.ProducerSenders;
import io.datastorm.kafka.producer.ProducerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** One run from plan to exit code: cluster, topic, pool, engine, files, summary. */
final class RunSession {
    private final Workload workload;
    private final Screen screen;
    private final RunCommand.OutputOptions output;
    private final Instant startedAt = Instant.now();

    RunSession(Workload workload, Screen screen, RunCommand.OutputOptions output) {
        this.workload = workload;
        this.screen = screen;
        this.output = output;
    }

    int run() throws IOException, InterruptedException {
        Preparation preparation = Preparation.of(workload);
        Path directory =
                OutputDirectory.create(output.directory(), workload.name(), LocalDateTime.now(ZoneId.systemDefault()));
        try (Interrupts interrupts = new Interrupts(screen)) {
            try (RunCluster cluster = RunCluster.open(workload.target(), screen);
                    Admin admin = ClusterAccess.connect(
                            cluster.bootstrapServers(), workload.target().clientProperties())) {
                return run(preparation, directory, cluster, admin, interrupts);
            }
        } finally {
            OutputDirectory.removeIfEmpty(directory);
        }
    }

    private int run(Preparation preparation, Path directory, RunCluster cluster, Admin admin, Interrupts interrupts)
            throws IOException, InterruptedException {
        TopicLedger ledger = new TopicLedger(StateDirectory.path());
        TargetTopic topic = TargetTopic.prepare(
                admin, workload.target(), workload.sender(), id -> cluster.owned() || ledger.contains(id));
        if (topic.created() && !cluster.owned()) {
            ledger.add(topic.id());
        }
        HeapTarget.apply(workload.sender());
        RecordPool pool = preparation.pool(workload.records());
        RunResult.Environment environment = Environments.of(cluster, topic, admin);
        long before = topic.endOffsets(0);
        if (interrupts.requested()) {
            screen.complain("interrupted before anything was sent");
            return ExitCode.INTERRUPTED;
        }
        Senders senders = senders(cluster.bootstrapServers(), pool);
        Engine engine = new Engine(workload, senders, NanoClock.SYSTEM);
        try (Resources resources = new Resources(cluster.meter());
                ResultFiles files = new ResultFiles(directory, startedAt.toEpochMilli());
                Progress progress = Progress.of(workload, screen, output.quiet())) {
            RunRecorder recorder = new RunRecorder(
                    workload,
                    description(),
                    environment,
                    new RunRecorder.Sources(engine.window(), engine.stats(), resources, senders::health));
            Watch watch = new Watch(engine, cluster, recorder, files, progress);
            Sampler sampler = new Sampler(NanoClock.SYSTEM, engine.window(), engine.stats(), resources, watch);
            interrupts.onFirst(() -> {
                progress.clear();
                screen.complain(
                        "interrupted: waiting up to 10 s for records under way; press Ctrl-C again to stop at once");
                engine.stop(StopSignal.Reason.INTERRUPTED, "interrupted");
            });
            engine.run(
                    stages(sampler, progress), ProducerSettings.deliveryTimeout(workload.sender(), workload.target()));
            sampler.stop();
            progress.clear();
            RunResult result = recorder.result(ending(engine, topic, before, pool), JsonReporter::figure);
            files.finish(result);
            show(result, directory);
            return exitCode(result, engine.stopRequest());
        }
    }

    private Senders senders(String bootstrapServers, RecordPool pool) {
        return switch (workload.sender().kind()) {
            case PRODUCER -> new ProducerSenders(workload, bootstrapServers, pool, Optional.empty());
            case DIRECT -> new DirectSenders(workload, bootstrapServers, pool, Optional.empty());
        };
    }

    private static Engine.Stages stages(Sampler sampler, Progress progress) {
        return new Engine.Stages() {
            @Override
            public void starting(long nowNanos) {
                sampler.start(nowNanos);
            }

            @Override
            public void draining() {
                progress.draining();
            }
        };
    }

    private RunResult.Run description() {
        return new RunResult.Run(
                UUID.randomUUID().toString(), workload.name(), startedAt.toString(), 0, false, Version.text("version"));
    }

    private RunRecorder.Ending ending(Engine engine, TargetTopic topic, long before, RecordPool pool) {
        List<String> warnings = new ArrayList<>();
        StopSignal.Request stop = engine.stopRequest();
        if (stop != null) {
            warnings.add(stop.message());
        }
        if (pool.size() < workload.records().pool()) {
            warnings.add("the pool holds %,d values instead of %,d: more would take over 256 MiB"
                    .formatted(pool.size(), workload.records().pool()));
        }
        if (!workload.records().frozen() && !pool.stamped()) {
            warnings.add(
                    "the schema has no field that a stamp can refresh (id, timestamp, uuid): records repeat every %,d"
                            .formatted(pool.size()));
        }
        if (!topic.created() && topic.partitions() != workload.target().partitions()) {
            warnings.add("the topic existed with %d partitions".formatted(topic.partitions()));
        }
        Long stored = stored(topic, before, engine, warnings);
        return new RunRecorder.Ending(true, stop == null, stored, warnings);
    }

    private static Long stored(TargetTopic topic, long before, Engine engine, List<String> warnings) {
        StopSignal.Request stop = engine.stopRequest();
        long acknowledged =
                engine.stats().stream().mapToLong(WorkerStats::acknowledged).sum();
        if (stop != null && stop.reason() == StopSignal.Reason.BROKER_DIED) {
            warnings.add("the end offsets could not be asked: a broker is gone");
            return null;
        }
        try {
            return topic.endOffsets(before + acknowledged) - before;
        } catch (AccessException e) {
            warnings.add("the end offsets could not be asked: " + e.getMessage());
            return null;
        }
    }

    private void show(RunResult result, Path directory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        (output.json() ? new JsonReporter() : new TextReporter()).write(result, bytes);
        screen.out().print(bytes.toString(StandardCharsets.UTF_8));
        screen.out().flush();
        screen.say((output.json() ? "" : "  result        ") + directory.resolve("result.json"));
    }

    /** The first that applies: interrupted, failed, threshold. */
    private static int exitCode(RunResult result, StopSignal.Request stop) {
        if (stop != null) {
            return stop.reason() == StopSignal.Reason.INTERRUPTED ? ExitCode.INTERRUPTED : ExitCode.FAILED;
        }
        RunResult.Totals totals = result.totals();
        if (totals.failed() > 0 || totals.unresolved() > 0 || Boolean.FALSE.equals(totals.storedAgrees())) {
            return ExitCode.FAILED;
        }
        boolean met = result.thresholds().stream().allMatch(RunResult.ThresholdResult::met);
        return met ? ExitCode.DONE : ExitCode.THRESHOLD;
    }
}
