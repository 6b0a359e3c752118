package io.datastorm.core.measure;

/**
 * What the senders of a run know beyond their records, added up since they were opened.
 *
 * @param waitedNanos time that workers waited because the sender's buffer was full: the far side was slower than they
 * @param throttledMillis for how long one broker asked one sender to wait because of a quota, of the broker and the
 *     sender of which it was most
 * @param wireBytes bytes handed to the network, protocol included
 * @param batches that were filled; 0 if the sender does not tell
 * @param batchFill how full batches were when they left, of the memory that each takes, 0 to 1; 0 if the sender does
 *     not tell
 */
public record SenderHealth(long waitedNanos, double throttledMillis, long wireBytes, long batches, double batchFill) {
    /** Nothing known. */
    public static final SenderHealth NONE = new SenderHealth(0, 0, 0, 0, 0);

    /**
     * What was added since this was known of the same senders; how full batches are is what it is now. Throttling is
     * estimated from a mean that also falls, so a difference may be below zero: only the sum of all tells.
     */
    public SenderHealth since(SenderHealth earlier) {
        return new SenderHealth(
                waitedNanos - earlier.waitedNanos,
                throttledMillis - earlier.throttledMillis,
                wireBytes - earlier.wireBytes,
                batches - earlier.batches,
                batchFill);
    }

    /** Both, where the other follows this one, of the same senders. */
    public SenderHealth then(SenderHealth later) {
        return new SenderHealth(
                waitedNanos + later.waitedNanos,
                throttledMillis + later.throttledMillis,
                wireBytes + later.wireBytes,
                batches + later.batches,
                later.batchFill);
    }

    /** Both together, of different senders. */
    public SenderHealth plus(SenderHealth other) {
        return new SenderHealth(
                waitedNanos + other.waitedNanos,
                Math.max(throttledMillis, other.throttledMillis),
                wireBytes + other.wireBytes,
                batches + other.batches,
                Math.max(batchFill, other.batchFill));
    }
}
