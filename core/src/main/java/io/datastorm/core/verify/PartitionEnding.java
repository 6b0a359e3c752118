package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.AcknowledgedOffsets;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.LaneOutcomes;
import io.datastorm.core.verify.journal.Outcome;
import io.datastorm.core.verify.journal.PartitionOutcomes;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.lane.Ranges;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what was seen of a partition with what was acknowledged, when everything is read: what is missing was
 * removed by the rules of the topic, could not be read, is damaged, or is lost. Goes through the acknowledged offsets
 * once. Not thread-safe.
 */
final class PartitionEnding {
    private final int partition;
    private final PartitionOutcomes outcomes;
    private final LogExtent extent;
    private final DamagedBatches damaged;
    private final Findings findings;
    /** Acknowledged and not seen, by lane. */
    private final Map<Integer, Ranges> missing = new TreeMap<>();

    PartitionEnding(
            int partition, PartitionOutcomes outcomes, LogExtent extent, DamagedBatches damaged, Findings findings) {
        this.partition = partition;
        this.outcomes = outcomes;
        this.extent = extent;
        this.damaged = damaged;
        this.findings = findings;
    }

    /**
     * Adds to the findings.
     *
     * @param lanes what was seen of each lane; is told what was removed
     * @param placed whether the journal's offsets are those of this log
     */
    void compare(LogLanes lanes, boolean placed) {
        boolean displaced = false;
        for (Map.Entry<Integer, LaneOutcomes> entry : outcomes.lanes().entrySet()) {
            LaneCheck seen = lanes.check(entry.getKey());
            findings.unresolvedNotStored(
                    seen.missing(entry.getValue().of(Outcome.UNRESOLVED)).count());
            missing.put(entry.getKey(), seen.missing(entry.getValue().of(Outcome.ACKNOWLEDGED)));
            displaced |= !seen.displaced().isEmpty();
        }
        boolean anyMissing = missing.values().stream().anyMatch(ranges -> !ranges.isEmpty());
        if (placed && (anyMissing || displaced || !damaged.isEmpty())) {
            AcknowledgedOffsets.Cursor entries = outcomes.offsets().cursor();
            while (entries.next()) {
                compare(entries, lanes);
            }
        }
        missing.forEach(
                (lane, ranges) -> ranges.all().forEach(range -> missing(lanes, lane, range, Journal.NO_OFFSET)));
    }

    private void compare(AcknowledgedOffsets.Cursor entry, LogLanes lanes) {
        Ranges.Range sequences = new Ranges.Range(entry.first(), entry.first() + entry.count());
        long shift = entry.offset() - entry.first();
        damaged.acknowledged(entry.offset(), entry.offset() + entry.count());
        for (Displaced.Place part : lanes.check(entry.lane()).displaced().elsewhere(sequences, shift)) {
            findings.anomaly(place(
                    Anomaly.OFFSET_DISAGREES, part.first() + part.shift(), entry.lane(), part.first(), part.count()));
        }
        Ranges ofLane = missing.get(entry.lane());
        for (Ranges.Range part : ofLane.within(sequences.first(), sequences.end())) {
            missing(lanes, entry.lane(), part, part.first() + shift);
        }
        ofLane.removeAll(sequences.first(), sequences.end());
    }

    /** Acknowledged, not seen. */
    private void missing(LogLanes lanes, int lane, Ranges.Range sequences, long offset) {
        long removed = extent.removedOf(offset, sequences.count());
        findings.removed(removed);
        lanes.removed(lane, sequences.first(), sequences.first() + removed);
        long left = sequences.count() - removed;
        long unread = extent.unreadOf(offset < 0 ? offset : offset + removed, left);
        findings.unread(unread);
        gone(lane, sequences.first() + removed, offset < 0 ? offset : offset + removed, left - unread);
    }

    /** Not there as it was sent: it stands in a damaged batch, or it is lost. */
    private void gone(int lane, long sequence, long offset, long count) {
        if (offset < 0) {
            lost(lane, sequence, offset, count);
            return;
        }
        long next = offset;
        for (Ranges.Range part : damaged.within(offset, offset + count)) {
            lost(lane, sequence + next - offset, next, part.first() - next);
            findings.anomaly(
                    place(Anomaly.CORRUPTED, part.first(), lane, sequence + part.first() - offset, part.count()));
            next = part.end();
        }
        lost(lane, sequence + next - offset, next, offset + count - next);
    }

    private void lost(int lane, long sequence, long offset, long count) {
        if (count > 0) {
            findings.anomaly(place(Anomaly.LOST, offset, lane, sequence, count));
        }
    }

    private Findings.Place place(Anomaly anomaly, long offset, int lane, long sequence, long count) {
        return new Findings.Place(anomaly, partition, offset, LaneId.worker(lane) + 1, sequence, count);
    }
}
