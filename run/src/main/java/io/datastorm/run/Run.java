package io.datastorm.run;

import io.datastorm.cluster.ClusterException;
import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.Resources;
import io.datastorm.core.measure.RunRecorder;
import io.datastorm.core.measure.Sampler;
import io.datastorm.core.measure.Window;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.proof.Proof;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.ResultFiles;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopic;
import io.datastorm.kafka.admin.TopicFaults;
import io.datastorm.kafka.direct.DirectSenders;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSenders;
import io.datastorm.kafka.producer.ProducerSettings;
import io.datastorm.kafka.verify.LiveReader;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.cluster.Environments;
import io.datastorm.run.cluster.RunCluster;
import io.datastorm.run.cluster.StateDirectory;
import io.datastorm.run.cluster.TopicLedger;
import io.datastorm.run.fault.FaultRunner;
import io.datastorm.run.fault.LocalFaults;
import io.datastorm.run.verify.RunProof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.admin.Admin;

/**
 * One run, from a plan to a result: cluster, topic, records, engine, files, verification.
 *
 * <p>{@link #execute} is called once; {@link #cancel} may be called from any thread, before it and while it goes on.
 */
public final class Run {
    private static final Duration LIVE_PATIENCE = Duration.ofSeconds(30);

    private final Workload workload;
    private final Preparation preparation;
    private final List<RunObserver> watchers;
    private final Instant startedAt = Instant.now();
    private final String runId = UUID.randomUUID().toString();
    private Observers observers;
    private volatile boolean cancelled;
    private volatile Engine engine;

    /**
     * Checks what can be checked without a cluster; does nothing yet.
     *
     * @param observers are told what happens
     * @throws InvalidInput if the schema or a setting is not usable
     */
    public Run(Workload workload, List<RunObserver> observers) {
        this.workload = workload;
        this.watchers = List.copyOf(observers);
        this.preparation = Preparation.of(workload);
    }

    /**
     * Makes the run.
     *
     * @param directory where the result's files go; it exists and is empty
     * @throws InvalidInput if the plan cannot be carried out on this cluster; nothing was sent
     * @throws AccessException if the cluster cannot be reached or refuses; nothing was sent
     * @throws ClusterException if a local cluster could not be started; nothing was sent
     * @throws CancellationException if it was cancelled before anything was sent
     * @throws IOException if the result could not be saved
     */
    public RunResult execute(Path directory) throws IOException, InterruptedException {
        try (Observers told = new Observers(watchers)) {
            observers = told;
            try (RunCluster cluster = RunCluster.open(workload.target(), told);
                    Admin admin = ClusterAccess.connect(
                            cluster.bootstrapServers(), workload.target().clientProperties())) {
                return run(new Site(cluster, admin, prepareTopic(cluster, admin), directory));
            }
        }
    }

    /**
     * Ends the run soon: no more records are sent, answers are awaited for 10 seconds at most. The result is marked as
     * incomplete. Any thread.
     */
    public void cancel() {
        cancelled = true;
        Engine running = engine;
        if (running != null) {
            running.stop(StopSignal.Reason.INTERRUPTED, "interrupted");
        }
    }

    /** Why the run ended early; empty if it did not. */
    public Optional<StopSignal.Request> stopped() {
        return Optional.ofNullable(engine).map(Engine::stopRequest);
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
            observers.warning(("'%s' cannot be written to: the next run will not know that topic "
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

    private RunResult run(Site site) throws IOException, InterruptedException {
        RecordSource records = preparation.records(workload.records());
        requireWanted();
        if (workload.verify() == Verify.OFF) {
            return run(site, records, Optional.empty());
        }
        try (RunProof proof = RunProof.begin(site.directory(), runId, workload, site.admin())) {
            return run(site, records, Optional.of(proof));
        }
    }

    private RunResult run(Site site, RecordSource records, Optional<RunProof> proof)
            throws IOException, InterruptedException {
        RunResult.Environment environment = Environments.of(site.cluster(), site.topic(), site.admin());
        RunEnding ending = new RunEnding(workload, site.topic(), records);
        Senders senders = senders(site.cluster().bootstrapServers(), records, proof.map(RunProof::proof));
        start(new Engine(workload, senders, NanoClock.SYSTEM));
        try (Resources resources = new Resources(site.cluster().meter());
                ResultFiles files = new ResultFiles(site.directory(), startedAt.toEpochMilli());
                FaultRunner faults = faults(site);
                LiveReader live = live(site, proof, engine.window())) {
            RunRecorder recorder = new RunRecorder(
                    workload,
                    description(),
                    environment,
                    new RunRecorder.Sources(engine.window(), engine.stats(), resources, senders::health));
            Watch watch = new Watch(engine, site.cluster(), recorder, files, proof, faults, observers);
            Sampler sampler = new Sampler(NanoClock.SYSTEM, engine.window(), engine.stats(), resources, watch);
            try {
                engine.run(
                        stages(sampler, faults, live),
                        ProducerSettings.deliveryTimeout(workload.sender(), workload.target()));
            } finally {
                sampler.stop();
            }
            List<RunResult.FaultResult> harm = faults.stop();
            observers.ended();
            site.cluster().restore(observers);
            RunResult result = recorder.result(ending.of(engine, harm, observers.troubles()), JsonReporter::figure);
            if (proof.isPresent()) {
                files.measured(result);
                result = result.verified(endToEnd(live, site), verify(proof.get(), site));
            }
            files.finish(result);
            return result;
        }
    }

    private void requireWanted() {
        if (cancelled) {
            throw new CancellationException("interrupted before anything was sent");
        }
    }

    /** From here on a cancellation reaches the engine. */
    private void start(Engine made) {
        engine = made;
        if (cancelled) {
            cancel();
        }
    }

    private FaultRunner faults(Site site) {
        TopicFaults topic = new TopicFaults(site.admin(), workload.target().topic());
        return new FaultRunner(
                workload.faults(),
                new LocalFaults(site.cluster(), topic, observers),
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
        observers.notice("reading everything back …");
        return proof.verify(site.admin(), client(site));
    }

    private Senders senders(String bootstrapServers, RecordSource records, Optional<Proof> proof) {
        return switch (workload.sender().kind()) {
            case PRODUCER -> new ProducerSenders(workload, bootstrapServers, records, proof);
            case DIRECT -> new DirectSenders(workload, bootstrapServers, (RecordPool) records, proof);
        };
    }

    private Engine.Stages stages(Sampler sampler, FaultRunner faults, LiveReader live) {
        return new Engine.Stages() {
            @Override
            public void starting(long nowNanos) {
                requireWanted();
                observers.sending();
                sampler.start(nowNanos);
                faults.start();
                if (live != null) {
                    live.start();
                }
            }

            @Override
            public void draining() {
                faults.draining();
                observers.draining();
            }
        };
    }

    private RunResult.Run description() {
        return new RunResult.Run(runId, workload.name(), startedAt.toString(), 0, false, BuildVersions.datastorm());
    }
}
