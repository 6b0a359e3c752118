package io.datastorm.core.verify;

/**
 * Watches the headers of a partition's batches. A batch's checksum does not cover the first 16 bytes of its header,
 * because the broker writes them: base offset, length and leader epoch (KIP-98). But the epoch never goes back within a
 * log, and never beyond the current leader's (KIP-101). Not thread-safe.
 */
final class BatchHeaders {
    private static final int UNKNOWN = -1;

    private final DamagedBatches damaged;
    private int epoch = UNKNOWN;
    private int epochBefore = UNKNOWN;
    /** Whether only one batch had this epoch yet. */
    private boolean single;

    private long first;
    private long end;

    BatchHeaders(DamagedBatches damaged) {
        this.damaged = damaged;
    }

    /** What was seen so far: the epochs of the last batches, and where the last one with the highest lies. */
    public record Progress(int epoch, int epochBefore, boolean single, long first, long end) {}

    Progress progress() {
        return new Progress(epoch, epochBefore, single, first, end);
    }

    /** Goes on from there. */
    void begin(Progress before) {
        epoch = before.epoch();
        epochBefore = before.epochBefore();
        single = before.single();
        first = before.first();
        end = before.end();
    }

    /** The next batch, from its first offset to the one after its last. */
    void next(long firstOffset, long endOffset, int leaderEpoch) {
        if (leaderEpoch >= epoch) {
            single = leaderEpoch > epoch;
            epochBefore = single ? epoch : epochBefore;
            epoch = leaderEpoch;
        } else if (single && leaderEpoch >= epochBefore) {
            // The one before is alone with its epoch: that was raised.
            damaged.add(first, end);
            epoch = leaderEpoch;
            single = leaderEpoch > epochBefore;
        } else {
            damaged.add(firstOffset, endOffset);
            return;
        }
        first = firstOffset;
        end = endOffset;
    }

    /** The end: the current leader's epoch is this; negative if that is not known. */
    void finish(int currentEpoch) {
        if (currentEpoch >= 0 && epoch > currentEpoch) {
            damaged.add(first, end);
        }
    }
}
