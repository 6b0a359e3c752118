package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.AcknowledgedOffsets;

/**
 * Which record was acknowledged at an offset. Asked with rising offsets; costs two comparisons as long as they stay
 * within one entry. Not thread-safe.
 */
final class ExpectedRecords {
    private final AcknowledgedOffsets.Cursor entries;
    private long base = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;
    private int lane;
    /** What must be added to an offset to get the sequence. */
    private long shift;

    ExpectedRecords(AcknowledgedOffsets offsets) {
        this.entries = offsets.cursor();
    }

    /** Whether a record was acknowledged at this offset; then {@link #lane} and {@link #sequence} tell which. */
    boolean at(long offset) {
        while (offset >= end && entries.next()) {
            base = entries.offset();
            end = base + entries.count();
            lane = entries.lane();
            shift = entries.first() - base;
        }
        return offset >= base && offset < end;
    }

    int lane() {
        return lane;
    }

    long sequence(long offset) {
        return offset + shift;
    }
}
