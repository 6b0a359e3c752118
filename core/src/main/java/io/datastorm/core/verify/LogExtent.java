package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.Journal;

/**
 * What there is of a partition's log, and what of it was read.
 *
 * @param removedTo records before this offset are gone by retention; 0 if none are
 * @param end the offset behind the last record that consumers see
 * @param readTo up to where it was read
 * @param compacted whether records may have been removed from its middle
 * @param hidden whether there may be records at and above the end that consumers do not see yet
 * @param leaderEpoch the current leader's; −1 if it is not known
 */
public record LogExtent(long removedTo, long end, long readTo, boolean compacted, boolean hidden, int leaderEpoch) {
    private static final int UNKNOWN = -1;

    /** A log of which nothing was read. */
    static final LogExtent UNREAD = new LogExtent(0, Long.MAX_VALUE, 0, false, false, UNKNOWN);

    /** A log without records: that of a topic that is gone. */
    public static final LogExtent EMPTY = new LogExtent(0, 0, 0, false, false, UNKNOWN);

    /** All of a log was read up to this end, and none of it was removed. */
    public static LogExtent whole(long end) {
        return new LogExtent(0, end, end, false, false, UNKNOWN);
    }

    /** Whether all of it was read, and nothing of it was removed. */
    boolean entire() {
        return complete() && removedTo == 0 && !compacted && !hidden;
    }

    boolean complete() {
        return readTo >= end;
    }

    /** How many of these records retention or compaction may have removed. Neither removes the end of a log. */
    long removedOf(long offset, long count) {
        if (offset == Journal.NO_OFFSET) {
            // Somewhere in a log of which something is gone.
            return compacted || removedTo > 0 ? count : 0;
        }
        long removedEnd = compacted ? end : removedTo;
        return Math.max(0, Math.min(count, removedEnd - offset));
    }

    /** How many of these records, from the first one on that is not removed, lie where nobody read. */
    long unreadOf(long offset, long count) {
        if (complete() && !hidden) {
            return 0;
        }
        return offset < 0 ? count : Math.max(0, Math.min(count, offset + count - Math.max(offset, readTo)));
    }
}
