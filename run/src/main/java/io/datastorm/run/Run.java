package io.datastorm.run;

import io.datastorm.cluster.ClusterException;
import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.RunningStream;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Sampler;
import io.datastorm.core.measure.snapshot.UsageMeter;
import io.datastorm.core.output.ResultFiles;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopic;
import io.datastorm.kafka.admin.TopicFaults;
import io.datastorm.kafka.producer.ProducerSettings;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.cluster.Environments;
import io.datastorm.run.cluster.RunCluster;
import io.datastorm.run.fault.FaultRunner;
import io.datastorm.run.fault.LocalFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.admin.Admin;

/**
 * One run, from a plan to a result: cluster, topics, records, engine, files, verification.
 *
 * <p>{@link #execute} is called once; {@link #cancel} may be called from any thread, before it and while it goes on.
 */
public final class Run {
    private final Workload workload;
    private final List<Preparation> preparations;
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
        this.preparations = Preparation.of(workload);
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
            workload.notes().forEach(told::warning);
            workload.target().bootstrapServers().ifPresent(servers -> told.waiting("connecting to " + servers));
            try (RunCluster cluster = RunCluster.open(workload, told);
                    Admin admin = ClusterAccess.connect(
                            cluster.bootstrapServers(), workload.target().clientProperties())) {
                told.waiting("preparing topics and records");
                return run(new Site(cluster, admin, new RunTopics(workload, cluster, told).prepare(admin), directory));
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
    private record Site(RunCluster cluster, Admin admin, List<TargetTopic> topics, Path directory) {}

    private RunResult run(Site site) throws IOException, InterruptedException {
        List<StreamRun.Ready> ready = new ArrayList<>();
        for (int i = 0; i < preparations.size(); i++) {
            StreamPlan plan = workload.streams().get(i);
            RecordSource records = preparations.get(i).records(plan.records());
            ready.add(new StreamRun.Ready(plan, site.topics().get(i), records));
        }
        requireWanted();
        try (Streams streams = new Streams(new ArrayList<>())) {
            for (StreamRun.Ready each : ready) {
                streams.each().add(begin(each, site));
            }
            return run(site, streams.each());
        }
    }

    /** Trouble of one does not leave the others open. */
    private record Streams(List<StreamRun> each) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            IOException trouble = null;
            for (StreamRun stream : each) {
                try {
                    stream.close();
                } catch (IOException e) {
                    trouble = trouble == null ? e : trouble;
                }
            }
            if (trouble != null) {
                throw trouble;
            }
        }
    }

    private StreamRun begin(StreamRun.Ready ready, Site site) throws IOException {
        Path directory = workload.streams().size() == 1
                ? site.directory()
                : Files.createDirectories(
                        ResultFiles.ofStream(site.directory(), ready.plan().title()));
        return StreamRun.begin(
                ready,
                workload.target().at(site.cluster().bootstrapServers()),
                new StreamRun.Verifying(workload.verify(), runId, directory),
                site.admin());
    }

    private RunResult run(Site site, List<StreamRun> streams) throws IOException, InterruptedException {
        RunResult.Environment environment = Environments.of(site.cluster(), site.topics(), site.admin());
        List<RunningStream> running = streams.stream().map(StreamRun::running).toList();
        List<String> names =
                running.stream().map(stream -> stream.plan().title()).toList();
        start(new Engine(running, NanoClock.SYSTEM));
        try (UsageMeter usage = new UsageMeter(site.cluster().meter());
                ResultFiles files = new ResultFiles(site.directory(), startedAt.toEpochMilli(), names);
                FaultRunner faults = faults(site)) {
            RunRecorder recorder = new RunRecorder(workload, description(), environment, windows());
            SecondHandler handler =
                    new SecondHandler(engine, site.cluster(), recorder, files, streams, faults, observers);
            Sampler sampler = new Sampler(
                    NanoClock.SYSTEM,
                    engine.window(),
                    running.stream().map(RunningStream::measured).toList(),
                    usage,
                    handler);
            handler.begin();
            try {
                engine.run(stages(sampler, faults, streams), deliveryTimeout());
            } finally {
                sampler.stop();
            }
            List<RunResult.FaultResult> harm = faults.stop();
            observers.ended();
            site.cluster().restore(observers);
            RunEnding ending = new RunEnding(engine, streams, workload);
            RunResult result = recorder.result(ending.of(harm, observers.troubles()), JsonReporter::figure);
            if (workload.verify() != Verify.OFF) {
                files.measured(result);
                observers.waiting("reading everything back");
                result = new RunVerification(streams, site.admin()).add(result);
            }
            files.finish(result);
            return result;
        }
    }

    private RunRecorder.Windows windows() {
        return new RunRecorder.Windows(
                engine.window(),
                engine.streams().stream().map(RunningStream::window).toList());
    }

    /** After this every record has an outcome. */
    private Duration deliveryTimeout() {
        return workload.streams().stream()
                .map(stream -> ProducerSettings.deliveryTimeout(stream.sender(), workload.target()))
                .max(Duration::compareTo)
                .orElseThrow();
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
        List<TopicFaults> topics = workload.streams().stream()
                .map(stream -> new TopicFaults(site.admin(), stream.topic().name()))
                .toList();
        return new FaultRunner(
                workload.faults(), new LocalFaults(site.cluster(), topics, observers), engine, workload.openLoop());
    }

    private Engine.Stages stages(Sampler sampler, FaultRunner faults, List<StreamRun> streams) {
        return new Engine.Stages() {
            @Override
            public void starting(long nowNanos) {
                requireWanted();
                observers.sending();
                sampler.start(nowNanos);
                faults.start();
                streams.forEach(StreamRun::sending);
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
