package io.datastorm.run.agent;

import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.RunningStream;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.measure.snapshot.Sampler;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.SnapshotCodec;
import io.datastorm.core.measure.snapshot.UsageMeter;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.verify.VerificationContext;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.kafka.producer.ProducerSettings;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.Messages;
import io.datastorm.run.load.Preparation;
import io.datastorm.run.load.StreamSenders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent's share of a run, with an engine of its own. */
final class AgentRun implements AutoCloseable {
    private final Agent.Identity identity;
    private final Workload workload;
    private final AgentLink link;
    private final List<ControlJournal> kept = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();
    private final List<RunningStream> streams;
    private final Engine engine;
    /** Records tell when they were due by the coordinator's clock. */
    private final DueStamp due = new DueStamp();

    private final List<String> warnings = new ArrayList<>();
    private long snapshots;
    private final UsageMeter usage = new UsageMeter(BrokerMeter.NONE);

    /** Prepares the records; connects nothing yet. */
    AgentRun(Agent.Identity identity, Workload workload, AgentPlan sent, AgentLink link) {
        this.identity = identity;
        this.workload = workload;
        this.link = link;
        List<RecordSource> records = new ArrayList<>();
        List<Preparation> preparations = Preparation.of(workload);
        for (int i = 0; i < preparations.size(); i++) {
            StreamPlan plan = workload.streams().get(i);
            RecordSource source = preparations.get(i).records(plan.records());
            records.add(source);
            warnings.addAll(StreamSenders.warnings(plan, source));
        }
        this.streams = StreamSenders.of(
                workload.streams(), workload.target(), records, verifications(sent, sent.timed() ? due : null));
        this.engine = new Engine(streams, NanoClock.SYSTEM);
    }

    private List<Optional<VerificationContext>> verifications(AgentPlan plan, DueStamp due) {
        List<Optional<VerificationContext>> verifications = new ArrayList<>();
        for (int i = 0; i < workload.streams().size(); i++) {
            if (plan.headings().isEmpty()) {
                verifications.add(Optional.empty());
                continue;
            }
            ControlJournal sink = new ControlJournal(i, part -> link.send(Messages.Type.JOURNAL, part));
            Journal journal = new Journal(sink);
            kept.add(sink);
            journals.add(journal);
            verifications.add(
                    Optional.of(new VerificationContext(plan.headings().get(i), journal, due)));
        }
        return verifications;
    }

    /** From now on it ends when the coordinator says so, or is gone. */
    void onStop(AgentLink line) {
        line.onStop(asked -> engine.stop(AgentLink.reason(asked.reason()), asked.message()));
        line.onMeasure(this::measureFrom);
    }

    /** Who hears of a time when it is over would count other records than the others do. */
    private void measureFrom(long nanos) {
        if (nanos > System.nanoTime()) {
            engine.measureFrom(nanos);
        } else {
            engine.stop(StopSignal.Reason.WORKER_FAILED, "heard too late when the measured window begins");
        }
    }

    /** Does the share; returns why it ended early, or null. */
    StopSignal.Request execute() throws InterruptedException {
        Sampler sampler = new Sampler(
                NanoClock.SYSTEM,
                engine.window(),
                streams.stream().map(RunningStream::measured).toList(),
                usage,
                this::second);
        try {
            engine.run(stages(sampler), deliveryTimeout());
        } finally {
            sampler.stop();
        }
        seal();
        link.send(Messages.Type.ENDED, Messages.json(ended()));
        return engine.stopRequest();
    }

    private Duration deliveryTimeout() {
        return workload.streams().stream()
                .map(stream -> ProducerSettings.deliveryTimeout(stream.sender(), workload.target()))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private Engine.Stages stages(Sampler sampler) {
        return new Engine.Stages() {
            @Override
            public long begin(long soonestNanos) throws InterruptedException {
                long start = link.ready();
                due.shift(link.coordinator(0));
                if (start < System.nanoTime()) {
                    engine.stop(StopSignal.Reason.WORKER_FAILED, "heard too late when the run begins");
                }
                return start;
            }

            @Override
            public void starting(long nowNanos) {
                sampler.start(nowNanos);
            }

            @Override
            public void draining() {
                link.send(Messages.Type.SENT, new byte[0]);
            }
        };
    }

    private void second(Snapshot snapshot) {
        flush();
        snapshots++;
        link.send(Messages.Type.SNAPSHOT, SnapshotCodec.encode(snapshot.by(identity.index())));
    }

    private void flush() {
        try {
            for (Journal journal : journals) {
                journal.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The coordinator knows the topic's id at the end. */
    private void seal() {
        try {
            for (Journal journal : journals) {
                journal.seal("");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Messages.Ended ended() {
        if (link.trouble() != null) {
            warnings.add("agent %d, the control topic: %s".formatted(identity.index(), link.trouble()));
        }
        StopSignal.Request early = engine.stopRequest();
        Map<String, Long> ends = new LinkedHashMap<>();
        Map<String, Long> records = new LinkedHashMap<>();
        for (int i = 0; i < streams.size(); i++) {
            StreamPlan plan = streams.get(i).plan();
            ends.put(plan.title(), link.coordinator(streams.get(i).window().toNanos()));
            if (!kept.isEmpty()) {
                records.put(plan.title(), kept.get(i).records());
            }
        }
        return new Messages.Ended(
                early == null ? null : early.reason().name(),
                early == null ? null : early.message(),
                link.clock(),
                ends,
                records,
                snapshots,
                warnings);
    }

    @Override
    public void close() {
        usage.close();
    }
}
