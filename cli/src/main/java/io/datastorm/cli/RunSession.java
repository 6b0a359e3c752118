package io.datastorm.cli;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.Resources;
import io.datastorm.core.measure.RunRecorder;
import io.datastorm.core.measure.RunResult;
import io.datastorm.core.measure.Sampler;
import io.datastorm.core.measure.Verification;
import io.datastorm.core.measure.Window;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.proof.Proof;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.ResultFiles;
import io.datastorm.core.report.TextReporter;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Workload;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopic;
import io.datastorm.kafka.admin.TopicFaults;
import io.datastorm.kafka.direct.DirectSenders;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSenders;
import io.datastorm.kafka.producer.ProducerSettings;
import io.datastorm.kafka.verify.LiveReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** One run from plan to exit code: cluster, topic, pool, engine, files, verification, summary. */
final class RunSession {
    private static final Duration LIVE_PATIENCE = Duration.ofSeconds(30);

    private final Workload workload;
    private final Screen screen;
    private final RunCommand.OutputOptions output;
    private final Instant startedAt = Instant.now();
    private final String runId = UUID.randomUUID().toString();

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
                return run(preparation, new Site(cluster, admin, prepareTopic(cluster, admin), directory), interrupts);
            }
        } finally {
            OutputDirectory.removeIfEmpty(directory);
        }
    }

    /** Where it happens. */
    private record Site(RunCluster cluster, Admin admin, TargetTopic topic, Path directory) {}

    private TargetTopic prepareTopic(RunCluster cluster, Admin admin) {
        TopicLedger ledger = new TopicLedger(StateDirectory.path());
        TargetTopic topic = TargetTopic.prepare(
                admin, workload.target(), workload.sender(), id -> cluster.owned() || ledger.contains(id));
        if (topic.created() && !cluster.owned()) {
            remember(ledger, topic);
        }
        if (workload.verify() != Verify.OFF) {
            // What was there before is told from what the run sent by each partition's end.
            topic.requireLeaders();
        }
        topic.requireRequests(largestRequest(topic.partitions()));
        return topic;
    }

    private void remember(TopicLedger ledger, TargetTopic topic) {
        if (!ledger.add(topic.id())) {
            screen.complain(("'%s' cannot be written to: the next run will not know that topic "
                            + "'%s' is DataStorm's, and ask for --allow-existing. DATASTORM_STATE "
                            + "names another directory")
                    .formatted(StateDirectory.path(), workload.target().topic()));
        }
    }

    private long largestRequest(int partitions) {
        return workload.sender().kind() == SenderPlan.Kind.DIRECT
                ? DirectSettings.largestRequest(workload.sender())
                : ProducerSettings.largestRequest(workload.sender(), workload.target(), partitions);
    }

    private int run(Preparation preparation, Site site, Interrupts interrupts)
            throws IOException, InterruptedException {
        HeapTarget.apply(workload.sender());
        RecordSource records = preparation.records(workload.records());
        if (interrupts.requested()) {
            screen.complain("interrupted before anything was sent");
            return ExitCode.INTERRUPTED;
        }
        if (workload.verify() == Verify.OFF) {
            return run(site, records, Optional.empty(), interrupts);
        }
        try (RunProof proof = RunProof.begin(site.directory(), runId, workload, site.admin())) {
            return run(site, records, Optional.of(proof), interrupts);
        }
    }

    private int run(Site site, RecordSource records, Optional<RunProof> proof, Interrupts interrupts)
            throws IOException, InterruptedException {
        RunResult.Environment environment = Environments.of(site.cluster(), site.topic(), site.admin());
        RunEnding ending = new RunEnding(workload, site.topic(), records);
        Senders senders = senders(site.cluster().bootstrapServers(), records, proof.map(RunProof::proof));
        Engine engine = new Engine(workload, senders, NanoClock.SYSTEM);
        try (Resources resources = new Resources(site.cluster().meter());
                ResultFiles files = new ResultFiles(site.directory(), startedAt.toEpochMilli());
                Progress progress = Progress.of(workload, screen, output.quiet());
                FaultRunner faults = faults(site, engine);
                LiveReader live = live(site, proof, engine.window())) {
            RunRecorder recorder = new RunRecorder(
                    workload,
                    description(),
                    environment,
                    new RunRecorder.Sources(engine.window(), engine.stats(), resources, senders::health));
            Watch watch = new Watch(engine, site.cluster(), recorder, files, proof, faults, progress);
            Sampler sampler = new Sampler(NanoClock.SYSTEM, engine.window(), engine.stats(), resources, watch);
            interrupts.onFirst(() -> {
                progress.clear();
                screen.complain(
                        "interrupted: waiting up to 10 s for records under way; press Ctrl-C again to stop at once");
                engine.stop(StopSignal.Reason.INTERRUPTED, "interrupted");
            });
            engine.run(
                    stages(sampler, faults, live, progress),
                    ProducerSettings.deliveryTimeout(workload.sender(), workload.target()));
            sampler.stop();
            List<RunResult.FaultResult> harm = faults.stop();
            progress.clear();
            site.cluster().restore(screen);
            RunResult result = recorder.result(ending.of(engine, harm), JsonReporter::figure);
            if (proof.isPresent()) {
                files.measured(result);
                result = result.verified(endToEnd(live, site), verify(proof.get(), site));
            }
            files.finish(result);
            show(result, site.directory());
            return RunEnding.exitCode(result, engine.stopRequest());
        }
    }

    private FaultRunner faults(Site site, Engine engine) {
        TopicFaults topic = new TopicFaults(site.admin(), workload.target().topic());
        return new FaultRunner(
                workload.faults(),
                new LocalFaults(site.cluster(), topic, screen),
                engine,
                workload.load().openLoop());
    }

    /** Null unless latency to a consumer is asked for. */
    private LiveReader live(Site site, Optional<RunProof> proof, Window window) {
        if (workload.verify() != Verify.LIVE) {
            return null;
        }
        return new LiveReader(
                client(site),
                proof.orElseThrow().heading(),
                due -> due >= window.fromNanos() && due < window.toNanos());
    }

    private RunResult.EndToEnd endToEnd(LiveReader live, Site site) {
        if (live == null) {
            return null;
        }
        LiveReader.Measured measured = live.finish(site.admin(), LIVE_PATIENCE);
        return new RunResult.EndToEnd(
                RunRecorder.summary(measured.latency()),
                measured.negative(),
                "the generator's own monotonic clock: generator and reader are one process",
                measured.trouble());
    }

    private Map<String, Object> client(Site site) {
        return ClusterAccess.properties(
                site.cluster().bootstrapServers(), workload.target().clientProperties());
    }

    private Verification verify(RunProof proof, Site site) throws IOException {
        screen.say("reading everything back …");
        return proof.verify(site.admin(), client(site));
    }

    private Senders senders(String bootstrapServers, RecordSource records, Optional<Proof> proof) {
        return switch (workload.sender().kind()) {
            case PRODUCER -> new ProducerSenders(workload, bootstrapServers, records, proof);
            case DIRECT -> new DirectSenders(workload, bootstrapServers, (RecordPool) records, proof);
        };
    }

    private static Engine.Stages stages(Sampler sampler, FaultRunner faults, LiveReader live, Progress progress) {
        return new Engine.Stages() {
            @Override
            public void starting(long nowNanos) {
                sampler.start(nowNanos);
                faults.start();
                if (live != null) {
                    live.start();
                }
            }

            @Override
            public void draining() {
                faults.draining();
                progress.draining();
            }
        };
    }

    private RunResult.Run description() {
        return new RunResult.Run(runId, workload.name(), startedAt.toString(), 0, false, Version.text("version"));
    }

    private void show(RunResult result, Path directory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        (output.json() ? new JsonReporter() : new TextReporter()).write(result, bytes);
        screen.out().print(bytes.toString(StandardCharsets.UTF_8));
        screen.out().flush();
        if (output.json()) {
            screen.say(directory.resolve("result.json").toString());
        } else {
            screen.say("  result        " + directory.resolve("result.json"));
            screen.say("  report        " + directory.resolve("report.html"));
        }
    }
}
