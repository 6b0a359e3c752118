package io.datastorm.core.proof;

/**
 * What there is of a partition's log, and what of it was read.
 *
 * @param removedTo records before this offset are gone by retention; 0 if none are
 * @param end the offset behind its last record
 * @param readTo up to where it was read
 * @param compacted whether records may have been removed from its middle
 */
public record LogExtent(long removedTo, long end, long readTo, boolean compacted) {
    boolean complete() {
        return readTo >= end;
    }

    /** How many of these records retention or compaction may have removed. */
    long removedOf(long offset, long count) {
        if (compacted) {
            return count;
        }
        if (offset == Journal.NO_OFFSET) {
            // Somewhere in a log whose beginning is gone.
            return removedTo > 0 ? count : 0;
        }
        return Math.max(0, Math.min(count, removedTo - offset));
    }

    /** How many of these records lie where nobody read. */
    long unreadOf(long offset, long count) {
        if (complete()) {
            return 0;
        }
        return offset < 0 ? count : Math.max(0, Math.min(count, offset + count - Math.max(offset, readTo)));
    }
}
