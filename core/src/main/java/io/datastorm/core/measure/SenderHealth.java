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

    /** Both together. */
    public SenderHealth plus(SenderHealth other) {
        return new SenderHealth(
                waitedNanos + other.waitedNanos,
                Math.max(throttledMillis, other.throttledMillis),
                wireBytes + other.wireBytes,
                batches + other.batches,
                Math.max(batchFill, other.batchFill));
    }
}
