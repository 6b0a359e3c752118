package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.AcknowledgedOffsets;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.journal.LaneOutcomes;
import io.datastorm.core.verify.journal.Outcome;
import io.datastorm.core.verify.journal.PartitionOutcomes;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.lane.Ranges;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.transaction.TransactionJudge;
import io.datastorm.core.verify.transaction.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the records of one partition, handed over in the order of their offsets.
 *
 * <p>A record that is expected next in its lane, at the offset where it was acknowledged, costs a checksum and two
 * comparisons; nothing is allocated for it. A hole that is filled later was a reordering, a sequence seen twice a
 * duplicate, an acknowledged hole at the end a loss. A record that is not as it was sent is known by its offset, so
 * that it is not called lost as well.
 *
 * <p>In a batch whose checksum is wrong not even the offsets of the records can be trusted: one flipped bit in a
 * compressed batch repeats records, leaves some out and moves others. There only the records that are as they were sent
 * are looked at, and what was acknowledged within the batch and is not among them was corrupted. Not thread-safe.
 */
public final class PartitionJudge {
    private final int partition;
    /** For people. */
    private final String name;

    private final RecordStamp stamp;
    private final PartitionOutcomes outcomes;
    /** Whether the journal's offsets are those of this log. */
    private final boolean sameTopic;

    private final ExpectedRecords expected;
    private final Findings findings = new Findings();
    private final LogLanes lanes = new LogLanes();
    private final List<Stray> strays = new ArrayList<>();
    private final DamagedBatches damagedBatches = new DamagedBatches();
    private final BatchHeaders headers = new BatchHeaders(damagedBatches);
    /** Whether the checksum of the batch that is read is wrong. */
    private boolean damaged;
    /** The offset behind the last damaged batch. */
    private long damagedEnd = Long.MIN_VALUE;

    private boolean seen;
    /** Of the batch that is read. */
    private Visibility visibility = Visibility.VISIBLE;

    private long end;

    /** An intact record that belongs elsewhere. */
    record Stray(int lane, long sequence) {}

    /**
     * How far the judgement has come in a partition where nothing is wrong so far.
     *
     * @param written whether records of the run were seen
     */
    public record Progress(
            Findings.Counts counts, boolean written, List<LaneCheck.Progress> lanes, BatchHeaders.Progress headers) {}

    PartitionJudge(int partition, JournalIndex journal, boolean sameTopic) {
        this.partition = partition;
        this.name = journal.heading().topics().text(partition);
        this.outcomes = journal.partition(partition);
        this.sameTopic = sameTopic;
        this.expected = new ExpectedRecords(outcomes.offsets());
        this.stamp = new RecordStamp(journal.heading());
    }

    /**
     * How far it has come; empty if something is wrong, or some record is not visible: then all of it must be read
     * again to tell what.
     */
    public Optional<Progress> progress() {
        return !strays.isEmpty() || !damagedBatches.isEmpty() || !lanes.plain()
                ? Optional.empty()
                : findings.plain().map(counts -> new Progress(counts, seen, lanes.progress(), headers.progress()));
    }

    /** Goes on from there; before the first record. */
    public void begin(Progress before) {
        findings.begin(before.counts());
        seen = before.written();
        headers.begin(before.headers());
        lanes.begin(before.lanes());
    }

    /**
     * The record that {@link #record} is about, as it is encoded in its batch, from the length of its key to the end of
     * its headers, without the stamp.
     *
     * @param timestampMillis its timestamp
     */
    public void content(byte[] bytes, int offset, int length, long timestampMillis) {
        stamp.timestamp(timestampMillis);
        stamp.content(bytes, offset, length);
    }

    /**
     * The next record.
     *
     * @param at where its stamp begins; negative if it has none
     */
    public void record(long offset, byte[] bytes, int at) {
        findings.read(1);
        if (damaged) {
            ofDamagedBatch(offset, bytes, at);
        } else if (at < 0) {
            withoutStamp(offset);
        } else if (!stamp.intact(bytes, at)) {
            notIntact(offset, bytes, at);
        } else if (!stamp.ofRun(bytes, at)) {
            findings.foreign();
        } else {
            intact(offset, bytes, at);
        }
    }

    /**
     * The stamps of other runs may be made by other rules: only those at our offsets, and those that claim to be ours,
     * concern us.
     */
    private void notIntact(long offset, byte[] bytes, int at) {
        if (acknowledgedAt(offset) || stamp.ofRun(bytes, at)) {
            corrupted(offset, RecordStamp.lane(bytes, at), RecordStamp.sequence(bytes, at));
        } else {
            findings.foreign();
        }
    }

    private void ofDamagedBatch(long offset, byte[] bytes, int at) {
        if (at < 0 || !stamp.intact(bytes, at) || !stamp.ofRun(bytes, at) || !stamp.ofTopic(bytes, at)) {
            return;
        }
        Stray record = new Stray(RecordStamp.lane(bytes, at), RecordStamp.sequence(bytes, at));
        if (LaneId.partition(record.lane()) != partition) {
            return;
        }
        LaneCheck check = lanes.check(record.lane());
        LaneCheck.Seen order = check.see(record.sequence());
        if (order == LaneCheck.Seen.NEXT || order == LaneCheck.Seen.AHEAD) {
            first(check, true, offset, record);
        }
    }

    private void intact(long offset, byte[] bytes, int at) {
        int lane = RecordStamp.lane(bytes, at);
        long sequence = RecordStamp.sequence(bytes, at);
        if (LaneId.partition(lane) != partition || !stamp.ofTopic(bytes, at)) {
            anomaly(Anomaly.MISPLACED, offset, lane, sequence);
            if (stamp.ofTopic(bytes, at)) {
                strays.add(new Stray(lane, sequence));
            }
            return;
        }
        seen = true;
        LaneCheck check = lanes.check(lane);
        LaneCheck.Seen order = check.see(sequence);
        if (visibility != Visibility.VISIBLE && order != LaneCheck.Seen.AGAIN) {
            lanes.hidden(LaneId.worker(lane)).hidden(sequence, visibility);
        }
        boolean agrees = acknowledgedAt(offset) && expected.lane() == lane && expected.sequence(offset) == sequence;
        if (order == LaneCheck.Seen.NEXT && agrees) {
            return;
        }
        switch (order) {
            case NEXT, AHEAD -> first(check, agrees, offset, new Stray(lane, sequence));
            case LATE -> {
                lanes.anomaly(lane, sequence, order);
                anomaly(Anomaly.REORDERED, offset, lane, sequence);
            }
            case AGAIN -> {
                lanes.anomaly(lane, sequence, order);
                anomaly(Anomaly.DUPLICATED, offset, lane, sequence);
                if (agrees) {
                    // The one before was an attempt whose answer was lost.
                    check.displaced().remove(sequence);
                }
            }
        }
    }

    private void first(LaneCheck check, boolean agrees, long offset, Stray record) {
        LaneOutcomes known = outcomes.lane(record.lane());
        if (known.of(Outcome.ACKNOWLEDGED).contains(record.sequence())) {
            if (!agrees) {
                check.displaced().add(record.sequence(), offset);
            }
        } else if (known.of(Outcome.FAILED).contains(record.sequence())) {
            anomaly(Anomaly.PHANTOM, offset, record.lane(), record.sequence());
        } else if (known.of(Outcome.UNRESOLVED).contains(record.sequence())) {
            findings.unresolvedStored();
        } else {
            findings.unmentioned();
        }
    }

    /** At an acknowledged offset there must be one of ours. */
    private void withoutStamp(long offset) {
        if (acknowledgedAt(offset)) {
            corrupted(offset, expected.lane(), expected.sequence(offset));
        } else {
            findings.foreign();
        }
    }

    private void corrupted(long offset, int claimedLane, long claimedSequence) {
        boolean known = acknowledgedAt(offset);
        int lane = known ? expected.lane() : claimedLane;
        long sequence = known ? expected.sequence(offset) : claimedSequence;
        if (known || believable(lane, sequence)) {
            lanes.check(lane).see(sequence);
            lanes.notAsSent(lane, sequence);
            anomaly(Anomaly.CORRUPTED, offset, lane, sequence);
        } else {
            findings.anomaly(new Findings.Place(Anomaly.CORRUPTED, partition, offset, 0, -1, 1));
        }
    }

    private boolean believable(int lane, long sequence) {
        return LaneId.partition(lane) == partition
                && LaneId.worker(lane) < lanes.workers()
                && lanes.check(lane).expected() == sequence;
    }

    /** Records that cannot even be told apart. Where none was acknowledged they are not ours. */
    public void unreadable(long firstOffset, long count) {
        findings.read(count);
        for (long offset = firstOffset; offset < firstOffset + count; offset++) {
            // Of a damaged batch all that is missing will be called corrupted at the end.
            if (offset >= damagedEnd) {
                withoutStamp(offset);
            }
        }
    }

    /** A record whose offset is not higher than that of the one before it in the log. */
    public void repeated(long offset, byte[] bytes, int at) {
        findings.read(1);
        if (at >= 0 && stamp.intact(bytes, at) && stamp.ofRun(bytes, at)) {
            anomaly(Anomaly.REPEATED_OFFSET, offset, RecordStamp.lane(bytes, at), RecordStamp.sequence(bytes, at));
        } else {
            findings.foreign();
        }
    }

    /**
     * A batch whose records follow.
     *
     * @param offset of its first record
     * @param lastOffset of its last record
     * @param leaderEpoch of the leader that took it
     * @param health of its bytes
     * @param visible whether its records are returned to consumers of committed records
     */
    public void batch(long offset, long lastOffset, int leaderEpoch, BatchHealth health, Visibility visible) {
        visibility = visible;
        damaged = health == BatchHealth.BAD_CHECKSUM;
        damagedEnd = damaged ? lastOffset + 1 : damagedEnd;
        if (health != BatchHealth.SOUND) {
            damagedBatches.add(offset, lastOffset + 1);
        }
        headers.next(offset, lastOffset + 1, leaderEpoch);
    }

    private boolean acknowledgedAt(long offset) {
        return sameTopic && expected.at(offset);
    }

    /** Which records stand here; all of them are known when it is judged. */
    public LogLanes lanes() {
        return lanes;
    }

    /** Adds what was read of the transactions that have records here. Before it is judged. */
    void addTo(TransactionJudge transactions, LogExtent extent) {
        outcomes.lanes().forEach((lane, known) -> {
            Ranges all = new Ranges();
            all.add(0, known.transactions().end());
            int worker = LaneId.worker(lane);
            Ranges missing = lanes.check(lane).missing(all);
            transactions.add(
                    worker,
                    known.transactions(),
                    new TransactionJudge.Lane(lanes.hidden(worker), missing, extent.entire()));
        });
    }

    /** The offset up to which the log was read; known when it is judged. */
    public long end() {
        return end;
    }

    /** What was acknowledged, and where. */
    public AcknowledgedOffsets.Cursor acknowledged() {
        return outcomes.offsets().cursor();
    }

    int partition() {
        return partition;
    }

    List<Stray> strays() {
        return strays;
    }

    /** A record of this partition was found in another one. */
    void foundElsewhere(Stray record) {
        lanes.notAsSent(record.lane(), record.sequence());
        lanes.check(record.lane()).see(record.sequence());
    }

    /** Whether records of the run are, or should be, in this partition. */
    boolean written() {
        return seen || outcomes.acknowledged() > 0;
    }

    /**
     * Ends.
     *
     * @param extent what of the log could be read
     */
    Findings finish(LogExtent extent) {
        end = extent.readTo();
        headers.finish(extent.leaderEpoch());
        if (!extent.complete()) {
            findings.incomplete();
        }
        long acknowledgedEnd = outcomes.offsets().end();
        if (sameTopic && extent.complete() && !extent.hidden() && acknowledgedEnd > extent.end()) {
            findings.note("%s: the log ends at offset %,d, but records up to %,d were acknowledged"
                    .formatted(name, extent.end(), acknowledgedEnd - 1));
        }
        new PartitionEnding(partition, outcomes, extent, damagedBatches, findings).compare(lanes, sameTopic);
        for (Ranges.Range batch : damagedBatches.unnamed()) {
            findings.anomaly(new Findings.Place(Anomaly.CORRUPTED, partition, batch.first(), 0, -1, 1));
        }
        if (damagedBatches.foreign() > 0) {
            findings.note("%s: %,d damaged batches hold no acknowledged record of this run"
                    .formatted(name, damagedBatches.foreign()));
        }
        return findings;
    }

    private void anomaly(Anomaly anomaly, long offset, int lane, long sequence) {
        findings.anomaly(new Findings.Place(anomaly, partition, offset, LaneId.worker(lane) + 1, sequence, 1));
    }
}
