package io.datastorm.run;

import io.datastorm.cluster.ClusterException;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.RunningStream;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.output.GroundTruthFile;
import io.datastorm.core.output.ResultFiles;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopics;
import io.datastorm.kafka.consume.ConsumerFaults;
import io.datastorm.run.broker.BrokerMetrics;
import io.datastorm.run.cluster.BuildVersions;
import io.datastorm.run.cluster.Environments;
import io.datastorm.run.cluster.RunCluster;
import io.datastorm.run.control.SteadyClock;
import io.datastorm.run.coordinator.AgentSetup;
import io.datastorm.run.fault.FaultRunner;
import io.datastorm.run.fault.LocalFaults;
import io.datastorm.run.load.CommittedEntities;
import io.datastorm.run.load.LoadGenerator;
import io.datastorm.run.load.LoadListener;
import io.datastorm.run.load.LocalGenerator;
import io.datastorm.run.load.Preparation;
import io.datastorm.run.load.ReadingGenerator;
import io.datastorm.run.load.StreamSenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    /** So long consumers may read on when somebody has interrupted the run. */
    private static final Duration CANCELLED_PATIENCE = Duration.ofSeconds(10);

    private final Workload workload;
    /** Of each stream; empty if agents have them. */
    private final List<Optional<RecordSource>> records;

    /** Of streams whose events are wrong on purpose, by their names. */
    private final Map<String, GroundTruthFile.Events> dirty;

    private final CommittedEntities committed;
    private final List<String> notices;
    private final List<RunObserver> watchers;
    private final Instant startedAt = Instant.now();
    private final String runId = UUID.randomUUID().toString();
    private final SteadyClock clock = new SteadyClock(0);
    private Observers observers;
    private volatile StopSignal.Request asked;
    private volatile boolean allSent;
    private volatile LoadGenerator generator;
    private volatile FaultRunner faults;
    private boolean open;

    /**
     * Checks what can be checked without a cluster; does nothing yet.
     *
     * @param observers are told what happens
     * @throws InvalidInput if the schema or a setting is not usable
     */
    public Run(Workload workload, List<RunObserver> observers) {
        this.watchers = List.copyOf(observers);
        Preparation made = Preparation.of(workload, startedAt.toEpochMilli());
        this.workload = made.in(workload);
        this.committed = made.committed();
        this.records = workload.consumesOnly() || workload.agents().isPresent()
                ? Collections.nCopies(workload.streams().size(), Optional.empty())
                : made.streams().stream()
                        .map(each -> Optional.of(each.records()))
                        .toList();
        this.dirty = made.dirty();
        this.notices = made.notices();
        AgentSetup.check(workload);
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
            notices.forEach(told::notice);
            AgentSetup.requirePlace(workload);
            workload.target().bootstrapServers().ifPresent(servers -> told.waiting("connecting to " + servers));
            try (RunCluster cluster = RunCluster.open(workload, told);
                    Admin admin = ClusterAccess.connect(
                            cluster.bootstrapServers(), workload.target().clientProperties())) {
                told.waiting("preparing topics");
                return run(new Site(cluster, admin, new RunTopics(workload, cluster, told).prepare(admin), directory));
            }
        }
    }

    /**
     * Ends the run soon: no more records are sent, answers are awaited for 10 seconds at most. The result is marked as
     * incomplete. Any thread.
     */
    public void cancel() {
        end(StopSignal.Reason.INTERRUPTED, "interrupted");
    }

    /**
     * Ends the run in good order: no more records are sent, and all answers are awaited. The result is marked as
     * incomplete. Does nothing when all records are sent. Any thread.
     *
     * @param why for the result and the screen
     */
    public void stop(String why) {
        end(StopSignal.Reason.ENOUGH, why);
    }

    /** Faults and notes will be asked for while it goes on. Before it is made. */
    public void open() {
        open = true;
    }

    /**
     * Who does faults, and takes those that are asked for.
     *
     * @throws IllegalArgumentException if nothing is sent yet
     */
    public FaultRunner faults() {
        FaultRunner running = faults;
        if (running == null) {
            throw new IllegalArgumentException("the run has not begun");
        }
        return running;
    }

    /** Who interrupts does not wait, also after somebody has asked for a good end. */
    private synchronized void end(StopSignal.Reason reason, String why) {
        if (interrupted() || (reason == StopSignal.Reason.ENOUGH && allSent)) {
            return;
        }
        asked = new StopSignal.Request(reason, why);
        LoadGenerator running = generator;
        if (running != null) {
            running.stop(reason, why);
        }
    }

    private boolean interrupted() {
        StopSignal.Request request = asked;
        return request != null && request.reason() == StopSignal.Reason.INTERRUPTED;
    }

    /** Why the run ended early; empty if it did not. */
    public Optional<StopSignal.Request> stopped() {
        return Optional.ofNullable(generator).map(LoadGenerator::stopRequest);
    }

    /** Where it happens. */
    private record Site(RunCluster cluster, Admin admin, List<TargetTopics> topics, Path directory) {}

    private RunResult run(Site site) throws IOException, InterruptedException {
        List<StreamRun.Ready> ready = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            ready.add(
                    new StreamRun.Ready(workload.streams().get(i), site.topics().get(i), records.get(i)));
        }
        committed.store(
                workload.target().at(site.cluster().bootstrapServers()), observers::notice, () -> asked != null);
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
                new StreamRun.Verifying(workload.verify(), runId, directory, new DueStamp().shift(dueShiftNanos())),
                site.admin());
    }

    private RunResult run(Site site, List<StreamRun> streams) throws IOException, InterruptedException {
        RunResult.Environment environment = Environments.of(site.cluster(), site.topics(), site.admin());
        List<String> names =
                streams.stream().map(stream -> stream.plan().title()).toList();
        try (LoadGenerator sending = generator(site, streams);
                RunConsumers consumers = new RunConsumers(streams, sending, site.admin());
                FaultRunner faults = faults(site, sending, streams);
                BrokerMetrics brokers = new BrokerMetrics(site.cluster().metrics(workload.target()))) {
            start(sending);
            if (consumers.any()) {
                // Before agents wait: they hear nothing as long as this takes.
                observers.waiting("waiting until all partitions are read");
                consumers.start();
            }
            workload.agents().ifPresent(agents -> observers.waiting(AgentSetup.waitingFor(agents, workload.name())));
            sending.prepare();
            try (ResultFiles files = new ResultFiles(site.directory(), startedAt.toEpochMilli(), names, truth(site))) {
                RunRecorder recorder = new RunRecorder(workload, description(), environment, sending.windows());
                SecondHandler handler = new SecondHandler(
                        sending,
                        site.cluster(),
                        recorder,
                        files,
                        streams,
                        consumers,
                        faults,
                        brokers,
                        new AbortWatch(workload.aborts()),
                        observers);
                handler.begin();
                sending.run(listener(handler));
                return end(site, handler);
            }
        }
    }

    private Optional<GroundTruthFile> truth(Site site) throws IOException {
        return dirty.isEmpty() ? Optional.empty() : Optional.of(new GroundTruthFile(site.directory(), dirty));
    }

    /** Everything is sent and answered. */
    private RunResult end(Site site, SecondHandler ended) throws IOException, InterruptedException {
        List<RunResult.FaultResult> harm = ended.faults().stop();
        observers.ended();
        site.cluster().restore(observers);
        RunVerification verification = new RunVerification(ended.streams(), ended.generator(), site.admin());
        if (workload.verify() != Verify.OFF) {
            verification.seal();
        }
        List<String> troubles = new ArrayList<>(observers.troubles());
        troubles.addAll(ended.brokers().warnings());
        RunEnding ending = new RunEnding(ended.generator(), ended.recorder(), ended.streams(), workload);
        RunResult result = ended.recorder()
                .result(ending.of(harm, consumed(ended.consumers(), ended.recorder()), troubles), JsonReporter::figure);
        if (workload.verify() != Verify.OFF) {
            ended.files().measured(result);
            observers.waiting("reading everything back");
            result = verification.add(result);
        }
        ended.files().finish(result);
        return result;
    }

    private RunRecorder.Consumed consumed(RunConsumers consumers, RunRecorder recorder) throws InterruptedException {
        if (!consumers.any()) {
            return RunRecorder.Consumed.NOTHING;
        }
        observers.waiting(consumers.awaited());
        long began = System.nanoTime();
        return consumers.finish(
                recorder::told, () -> !interrupted() || System.nanoTime() - began < CANCELLED_PATIENCE.toNanos());
    }

    /** Records of agents tell when they were due by a clock that is not only this JVM's. */
    private long dueShiftNanos() {
        return workload.agents().isPresent() ? clock.epoch(0) : 0;
    }

    private LoadGenerator generator(Site site, List<StreamRun> streams) {
        if (workload.agents().isPresent()) {
            return new AgentSetup(workload, runId, clock, startedAt.toEpochMilli())
                    .coordinator(
                            site.cluster(),
                            streams.stream().map(StreamRun::stamping).toList());
        }
        if (workload.consumesOnly()) {
            return new ReadingGenerator(streams.size(), site.cluster().meter(), () -> streams.stream()
                    .allMatch(stream -> stream.readers().done()));
        }
        List<RunningStream> running = StreamSenders.of(
                workload.streams(),
                workload.target().at(site.cluster().bootstrapServers()),
                streams.stream().map(stream -> stream.records().orElseThrow()).toList(),
                streams.stream().map(StreamRun::stamping).toList());
        return new LocalGenerator(running, site.cluster().meter(), StreamSenders.deliveryTimeout(workload));
    }

    private void requireWanted() {
        StopSignal.Request request = asked;
        if (request != null) {
            throw new CancellationException(request.message() + " before anything was sent");
        }
    }

    /** From here on a cancellation reaches who sends. */
    private void start(LoadGenerator made) {
        generator = made;
        StopSignal.Request request = asked;
        if (request != null) {
            end(request.reason(), request.message());
        }
    }

    private FaultRunner faults(Site site, LoadGenerator sending, List<StreamRun> streams) {
        ConsumerFaults consumers = new ConsumerFaults(site.admin(), () -> streams.stream()
                .flatMap(stream -> stream.readers().groups().stream())
                .toList());
        return new FaultRunner(
                workload,
                LocalFaults.of(workload, site.cluster(), site.admin(), consumers, observers),
                sending,
                site.cluster().bootstrapServers(),
                open);
    }

    private LoadListener listener(SecondHandler handler) {
        return new LoadListener() {
            @Override
            public void starting() {
                requireWanted();
                observers.sending();
                handler.faults().start();
                faults = handler.faults();
                handler.consumers().sending();
            }

            @Override
            public void second(List<Snapshot> snapshots) {
                handler.second(snapshots);
                if (allSent) {
                    observers.awaiting(handler.recorder().outstanding());
                }
            }

            @Override
            public void draining() {
                allSent = true;
                handler.faults().draining();
                observers.draining();
            }
        };
    }

    private RunResult.Run description() {
        return new RunResult.Run(runId, workload.name(), startedAt.toString(), 0, false, BuildVersions.datastorm());
    }
}
