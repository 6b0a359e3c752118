package io.datastorm.run.agent;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.machine.NetworkLink;
import io.datastorm.core.measure.AckSeries;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.SnapshotCodec;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.Messages;
import io.datastorm.run.load.LoadListener;
import io.datastorm.run.load.LocalGenerator;
import io.datastorm.run.load.PreparedStream;
import io.datastorm.run.load.StreamSenders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent's share of a run. It tells the coordinator each second, where a run of one process tells its files. */
final class AgentRun implements LoadListener, AutoCloseable {
    private final Agent.Identity identity;
    private final Workload workload;
    private final AgentLink link;
    private final List<ControlJournal> kept = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();
    /** Records tell when they were due by the coordinator's clock. */
    private final DueStamp due = new DueStamp();

    private final List<String> warnings = new ArrayList<>();
    private final LocalGenerator generator;
    private final boolean faults;
    /** What was acknowledged in each step of a few milliseconds; null if nobody wants it. */
    private AckSeries acknowledgements;

    private int stepsTold;
    private long snapshots;

    /** Prepares the records; connects nothing yet. */
    AgentRun(Agent.Identity identity, AgentWorkload.Share share, AgentPlan sent, AgentLink link) {
        this.identity = identity;
        this.workload = share.workload();
        this.link = link;
        this.faults = sent.faults();
        List<RecordSource> records = new ArrayList<>();
        for (PreparedStream made : share.streams()) {
            RecordSource source = made.records();
            records.add(source);
            warnings.addAll(StreamSenders.warnings(made.plan(), source));
        }
        this.generator = new LocalGenerator(
                StreamSenders.of(
                        workload.streams(),
                        workload.target(),
                        records,
                        stampings(sent, Optional.of(due).filter(stamp -> sent.timed()))),
                workload.target()
                        .bootstrapServers()
                        .flatMap(NetworkLink::to)
                        .map(BrokerMeter::over)
                        .orElse(BrokerMeter.NONE),
                StreamSenders.deliveryTimeout(workload));
    }

    private List<Stamping> stampings(AgentPlan plan, Optional<DueStamp> timing) {
        List<Stamping> stampings = new ArrayList<>();
        for (int i = 0; i < workload.streams().size(); i++) {
            if (plan.headings().isEmpty()) {
                stampings.add(new Stamping(Optional.empty(), timing));
                continue;
            }
            ControlJournal sink = new ControlJournal(i, part -> link.send(Messages.Type.JOURNAL, part));
            Journal journal = new Journal(sink);
            kept.add(sink);
            journals.add(journal);
            Stamping.Proof proof = new Stamping.Proof(plan.headings().get(i), journal);
            stampings.add(new Stamping(Optional.of(proof), timing));
        }
        return stampings;
    }

    /** From now on it ends when the coordinator says so, or is gone. */
    void obey(AgentLink line) {
        line.onStop(asked -> generator.stop(AgentLink.reason(asked.reason()), asked.message()));
        line.onMeasure(this::measureFrom);
    }

    /** After that time this agent would count other records than the others do. */
    private void measureFrom(long nanos) {
        if (nanos > System.nanoTime()) {
            generator.measureFrom(nanos);
        } else {
            generator.stop(StopSignal.Reason.WORKER_FAILED, "heard too late when the measured window begins");
        }
    }

    /** Does the share; returns why it ended early, or null. */
    StopSignal.Request execute() throws InterruptedException {
        generator.run(this);
        seal();
        link.send(Messages.Type.ENDED, Messages.json(ended()));
        return generator.stopRequest();
    }

    @Override
    public long begin(long soonestNanos) throws InterruptedException {
        long start = link.ready();
        due.shift(link.coordinator(0));
        if (start < System.nanoTime()) {
            generator.stop(StopSignal.Reason.WORKER_FAILED, "heard too late when the run begins");
        }
        return start;
    }

    @Override
    public void starting() {
        acknowledgements = faults ? generator.sampleAcknowledgements() : null;
    }

    private void tellAcknowledgements() {
        if (acknowledgements == null) {
            return;
        }
        AckSeries.Part part = acknowledgements.from(stepsTold);
        stepsTold += part.acknowledged().size();
        link.send(
                Messages.Type.ACKS,
                Messages.json(new Messages.Acks(link.coordinator(part.fromNanos()), part.acknowledged())));
    }

    @Override
    public void second(List<Snapshot> taken) {
        flush();
        tellAcknowledgements();
        for (Snapshot snapshot : taken) {
            snapshots++;
            link.send(Messages.Type.SNAPSHOT, SnapshotCodec.encode(snapshot.by(identity.index())));
        }
    }

    @Override
    public void draining() {
        link.send(Messages.Type.SENT, new byte[0]);
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

    /** The coordinator knows the ids of the topics at the end. */
    private void seal() {
        try {
            for (Journal journal : journals) {
                journal.seal(List.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Messages.Ended ended() {
        if (link.trouble() != null) {
            warnings.add("agent %d, the control topic: %s".formatted(identity.index(), link.trouble()));
        }
        StopSignal.Request early = generator.stopRequest();
        Map<String, Long> ends = new LinkedHashMap<>();
        Map<String, Long> records = new LinkedHashMap<>();
        List<Window> windows = generator.windows().streams();
        for (int i = 0; i < windows.size(); i++) {
            StreamPlan plan = workload.streams().get(i);
            ends.put(plan.title(), link.coordinator(windows.get(i).toNanos()));
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
                generator.connectMillis(),
                warnings);
    }

    @Override
    public void close() {
        generator.close();
    }
}
