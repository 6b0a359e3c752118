package io.datastorm.core.verify;

import io.datastorm.core.verify.lane.Ranges;
import java.util.ArrayList;
import java.util.List;

/**
 * The offsets of the batches of a partition whose checksum is wrong, and whether a record of each was named. Not
 * thread-safe.
 */
final class DamagedBatches {
    private final List<Ranges.Range> batches = new ArrayList<>();
    private final Ranges offsets = new Ranges();
    private final Ranges named = new Ranges();
    private final Ranges ours = new Ranges();

    /** Adds a batch: from its first offset to the one after its last. */
    void add(long first, long end) {
        batches.add(new Ranges.Range(first, end));
        offsets.add(first, end);
    }

    /** The parts of a range of offsets that lie in damaged batches, in order; records of these are named. */
    List<Ranges.Range> within(long first, long end) {
        List<Ranges.Range> parts = offsets.within(first, end);
        parts.forEach(part -> named.add(part.first(), part.end()));
        return parts;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Records were acknowledged at these offsets: what is damaged there is the run's. */
    void acknowledged(long first, long end) {
        offsets.within(first, end).forEach(part -> ours.add(part.first(), part.end()));
    }

    /**
     * The batches with acknowledged records of which no record was named: they are not as they were sent all the same.
     */
    List<Ranges.Range> unnamed() {
        return batches.stream()
                .filter(batch -> named.within(batch.first(), batch.end()).isEmpty())
                .filter(batch -> !ours.within(batch.first(), batch.end()).isEmpty())
                .toList();
    }

    /** How many batches hold no acknowledged record: they are somebody else's. */
    long foreign() {
        return batches.stream()
                .filter(batch -> ours.within(batch.first(), batch.end()).isEmpty())
                .count();
    }
}
