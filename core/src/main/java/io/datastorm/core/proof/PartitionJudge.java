package io.datastorm.core.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Judges the records of one partition, handed over in the order of their offsets.
 *
 * <p>A record that is expected next in its lane, at the offset where it was acknowledged, costs a checksum and two comparisons; nothing is allocated for it. A hole that is
 * filled later was a reordering, a sequence seen twice a duplicate, an acknowledged hole at the end a loss. A record that is not as it was sent is known by its
 * offset, so that it is not called lost as well.
 *
 * <p>In a batch whose checksum is wrong not even the offsets of the records can be trusted: one flipped bit in a compressed batch repeats records, leaves some out and
 * moves others. There only the records that are as they were sent are looked at, and what was acknowledged within the batch and is not among them was corrupted. Not
 * thread-safe.
 */
public final class PartitionJudge {
    private final int partition;
    private final RecordStamp stamp;
    private final Ledger.Part ledger;
    private final Findings findings = new Findings();
    private final List<LaneCheck> lanes = new ArrayList<>();
    private final List<Stray> strays = new ArrayList<>();
    private final List<Ledger.Entry> placed;
    private int nextPlaced;
    /** The acknowledged records around the current offset. */
    private long entryEnd = Long.MIN_VALUE;

    private long entryBase = Long.MIN_VALUE;
    private int entryLane;
    /** What must be added to an offset to get the sequence. */
    private long entryShift;

    private int lastEpoch = -1;
    /** Whether the checksum of the batch that is read is wrong. */
    private boolean damaged;

    private final DamagedBatches damagedBatches = new DamagedBatches();

    /** An intact record that belongs elsewhere. */
    record Stray(int lane, long sequence) {}

    /** For a partition of the topic that the ledger is about. */
    public PartitionJudge(int partition, Ledger ledger) {
        this.partition = partition;
        this.ledger = ledger.part(partition);
        this.placed = this.ledger.placed();
        this.stamp = new RecordStamp(ledger.heading().runId(), ledger.heading().topic());
    }

    /** The value of the record that {@link #record} is about. */
    public void value(byte[] bytes, int offset, int length) {
        stamp.value(bytes, offset, length);
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
            corrupted(offset, RecordStamp.lane(bytes, at), RecordStamp.sequence(bytes, at));
        } else if (!stamp.ofRun(bytes, at)) {
            findings.foreign();
        } else {
            intact(offset, bytes, at);
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
        LaneCheck check = lane(record.lane());
        LaneCheck.Seen seen = check.see(record.sequence());
        if (seen == LaneCheck.Seen.NEXT || seen == LaneCheck.Seen.AHEAD) {
            first(check, seen, true, offset, record);
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
        LaneCheck check = lane(lane);
        LaneCheck.Seen seen = check.see(sequence);
        boolean agrees = covered(offset) && entryLane == lane && offset + entryShift == sequence;
        if (seen == LaneCheck.Seen.NEXT && agrees) {
            return;
        }
        switch (seen) {
            case NEXT, AHEAD -> first(check, seen, agrees, offset, new Stray(lane, sequence));
            case LATE -> anomaly(Anomaly.REORDERED, offset, lane, sequence);
            case AGAIN -> {
                anomaly(Anomaly.DUPLICATED, offset, lane, sequence);
                if (agrees) {
                    // The one before was an attempt whose answer was lost.
                    check.elsewhere().remove(sequence);
                }
            }
        }
    }

    private void first(LaneCheck check, LaneCheck.Seen seen, boolean agrees, long offset, Stray record) {
        Ledger.Lane known = ledger.lane(record.lane());
        if (known.acknowledged.contains(record.sequence())) {
            if (seen == LaneCheck.Seen.NEXT && !agrees && !placedAt(offset, known, record.sequence())) {
                check.elsewhere().add(record.sequence(), record.sequence() + 1);
            }
        } else if (known.failed.contains(record.sequence())) {
            anomaly(Anomaly.PHANTOM, offset, record.lane(), record.sequence());
        } else {
            findings.unresolvedStored();
        }
    }

    /** Also when records of two topics of the same name were acknowledged at the same offset. */
    private static boolean placedAt(long offset, Ledger.Lane known, long sequence) {
        Ledger.Entry entry = known.entryOf(sequence);
        return entry == null || entry.offset() + sequence - entry.first() == offset;
    }

    /** At an acknowledged offset there must be one of ours. */
    private void withoutStamp(long offset) {
        if (covered(offset)) {
            corrupted(offset, entryLane, offset + entryShift);
        } else {
            findings.foreign();
        }
    }

    private void corrupted(long offset, int claimedLane, long claimedSequence) {
        boolean known = covered(offset);
        int lane = known ? entryLane : claimedLane;
        long sequence = known ? offset + entryShift : claimedSequence;
        if (known) {
            lane(lane).see(sequence);
            anomaly(Anomaly.CORRUPTED, offset, lane, sequence);
        } else if (believable(lane, sequence)) {
            lane(lane).see(sequence);
            anomaly(Anomaly.CORRUPTED, offset, lane, sequence);
        } else {
            findings.anomaly(1, new Findings.Place(Anomaly.CORRUPTED, partition, offset, 0, -1));
        }
    }

    private boolean believable(int lane, long sequence) {
        return LaneId.partition(lane) == partition
                && LaneId.worker(lane) < lanes.size()
                && lane(lane).expected() == sequence;
    }

    /** Records that cannot even be told apart. */
    public void unreadable(long firstOffset, int count) {
        findings.read(count);
        for (int i = 0; i < count && !damaged; i++) {
            corrupted(firstOffset + i, -1, -1);
        }
    }

    /**
     * A batch whose records follow.
     *
     * @param lastOffset of its last record
     * @param leaderEpoch of the leader that took it: it never goes back unless the log was cut off and written anew
     * @param valid whether its checksum is right
     */
    public void batch(long offset, long lastOffset, int leaderEpoch, boolean valid) {
        damaged = !valid;
        if (damaged) {
            damagedBatches.add(offset, lastOffset + 1);
        }
        if (leaderEpoch < lastEpoch) {
            findings.note("partition %d: the leader's epoch goes back from %d to %d at offset %,d"
                    .formatted(partition, lastEpoch, leaderEpoch, offset));
        }
        lastEpoch = leaderEpoch;
    }

    /** Moves to the acknowledged records at this offset; false if there are none. */
    private boolean covered(long offset) {
        while (offset >= entryEnd && nextPlaced < placed.size()) {
            Ledger.Entry entry = placed.get(nextPlaced++);
            entryBase = entry.offset();
            entryEnd = entry.offset() + entry.count();
            entryLane = entry.lane();
            entryShift = entry.first() - entry.offset();
        }
        return offset >= entryBase && offset < entryEnd;
    }

    private LaneCheck lane(int lane) {
        int worker = LaneId.worker(lane);
        while (worker >= lanes.size()) {
            lanes.add(new LaneCheck());
        }
        return lanes.get(worker);
    }

    private void anomaly(Anomaly anomaly, long offset, int lane, long sequence) {
        findings.anomaly(1, place(anomaly, offset, lane, sequence));
    }

    int partition() {
        return partition;
    }

    List<Stray> strays() {
        return strays;
    }

    /** A record of this partition was found in another one. */
    void foundElsewhere(Stray record) {
        lane(record.lane()).see(record.sequence());
    }

    /**
     * Ends.
     *
     * @param extent what of the log could be read
     */
    Findings finish(LogExtent extent) {
        long acknowledgedEnd = placed.stream()
                .mapToLong(entry -> entry.offset() + entry.count())
                .max()
                .orElse(0);
        if (extent.complete() && acknowledgedEnd > extent.end()) {
            findings.note("partition %d: the log was cut off: it ends at %,d, but records up to %,d were acknowledged"
                    .formatted(partition, extent.end(), acknowledgedEnd - 1));
        }
        for (Map.Entry<Integer, Ledger.Lane> entry : ledger.lanes().entrySet()) {
            finish(entry.getKey(), entry.getValue(), extent);
        }
        for (Ranges.Range batch : damagedBatches.unnamed()) {
            findings.anomaly(1, new Findings.Place(Anomaly.CORRUPTED, partition, batch.first(), 0, -1));
        }
        for (int worker = 0; worker < lanes.size(); worker++) {
            int number = worker + 1;
            for (Ranges.Range range : lanes.get(worker).elsewhere().all()) {
                findings.anomaly(
                        range.count(),
                        new Findings.Place(Anomaly.OFFSET_DISAGREES, partition, -1, number, range.first()));
            }
        }
        findings.unread(Math.max(0, extent.end() - extent.readTo()));
        return findings;
    }

    private void finish(int lane, Ledger.Lane known, LogExtent extent) {
        LaneCheck check = lane(lane);
        for (Ranges.Range range : check.missing(known.unresolved)) {
            findings.unresolvedNotStored(range.count());
        }
        for (Ranges.Range range : check.missing(known.acknowledged)) {
            missing(lane, range, extent);
        }
    }

    /** Acknowledged, not seen: was it removed by the rules of the topic, could it not be read, or is it lost? */
    private void missing(int lane, Ranges.Range range, LogExtent extent) {
        for (long sequence = range.first(); sequence < range.end(); ) {
            Ledger.Entry entry = ledger.lane(lane).entryOf(sequence);
            long end = entry == null ? range.end() : Math.min(range.end(), entry.first() + entry.count());
            long offset = entry == null ? Journal.NO_OFFSET : entry.offset() + sequence - entry.first();
            long count = end - sequence;
            long removed = extent.removedOf(offset, count);
            findings.removed(removed);
            long unread = extent.unreadOf(offset + removed, count - removed);
            long lost = count - removed - unread;
            gone(lane, sequence + removed, offset < 0 ? offset : offset + removed, lost);
            sequence = end;
        }
    }

    /** Acknowledged, and not there as it was sent: it stands in a damaged batch, or it is lost. */
    private void gone(int lane, long sequence, long offset, long count) {
        long next = offset;
        for (Ranges.Range part : damagedBatches.within(offset, offset + count)) {
            lost(lane, sequence + next - offset, next, part.first() - next);
            Findings.Place place = place(Anomaly.CORRUPTED, part.first(), lane, sequence + part.first() - offset);
            findings.anomaly(part.count(), place);
            next = part.end();
        }
        lost(lane, sequence + next - offset, next, offset + count - next);
    }

    private void lost(int lane, long sequence, long offset, long count) {
        if (count > 0) {
            findings.anomaly(count, place(Anomaly.LOST, offset, lane, sequence));
        }
    }

    private Findings.Place place(Anomaly anomaly, long offset, int lane, long sequence) {
        return new Findings.Place(anomaly, partition, offset, LaneId.worker(lane) + 1, sequence);
    }
}
