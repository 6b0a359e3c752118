package io.datastorm.kafka.consume;

import io.datastorm.core.measure.LatencyUnit;
import io.datastorm.core.measure.Window;
import org.HdrHistogram.Histogram;

/**
 * What one member has read, and how long that took. Its thread writes. Any thread may read how many records it has
 * read; the rest is read when the member has ended.
 */
final class MemberStats {
    private final Window window;
    private final Histogram endToEnd = new Histogram(3);
    private final Histogram polls = new Histogram(3);
    private final Histogram commits = new Histogram(3);
    private long allRecords;
    private volatile long records;
    private long bytes;
    private volatile long slowestNanos;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long measuredRecords;
    private long measuredBytes;
    private long negative;
    private long failedCommits;
    private long resets;
    private long accepted;
    private long rejected;
    private long released;
    private long redelivered;
    private int mostDeliveries;
    private long archived;
    /** Records that were due together have the same latency: they reach the histogram as one value with a count. */
    private long value;

    private long count;

    MemberStats(Window window) {
        this.window = window;
    }

    /** Counts records that were read at a time of the monotonic clock. */
    void read(long more, long moreBytes, long nowNanos) {
        firstNanos = allRecords == 0 ? nowNanos : firstNanos;
        lastNanos = nowNanos;
        allRecords += more;
        records = allRecords;
        bytes += moreBytes;
        if (within(nowNanos)) {
            measuredRecords += more;
            measuredBytes += moreBytes;
        }
    }

    /** A record that was due at one time, and read at another. */
    void latency(long dueNanos, long nowNanos) {
        long took = nowNanos - dueNanos;
        if (took > slowestNanos) {
            slowestNanos = took;
        }
        if (!within(dueNanos)) {
            return;
        }
        negative += took < 0 ? 1 : 0;
        long rounded = LatencyUnit.floor(Math.max(0, took));
        if (rounded != value) {
            flush();
            value = rounded;
        }
        count++;
    }

    /** What was counted reaches the histogram. */
    void flush() {
        if (count > 0) {
            endToEnd.recordValueWithCount(value, count);
            count = 0;
        }
    }

    private boolean within(long nanos) {
        long from = window.fromNanos();
        return from != Long.MAX_VALUE
                && nanos - from >= 0
                && (window.toNanos() == Long.MAX_VALUE || nanos < window.toNanos());
    }

    /** A poll that returned records, in the window. */
    void poll(long beganNanos, long endedNanos) {
        if (within(endedNanos)) {
            polls.recordValue(Math.max(0, endedNanos - beganNanos));
        }
    }

    /** A commit that this member has waited for. */
    void commit(long beganNanos, long endedNanos) {
        if (within(endedNanos)) {
            commits.recordValue(Math.max(0, endedNanos - beganNanos));
        }
    }

    /** A commit that the group did not take. */
    void commitFailed() {
        failedCommits++;
    }

    /** A member of a share group has accepted a record that it got for so many times. */
    void accepted(int deliveries) {
        accepted++;
        delivered(deliveries);
    }

    /** It has rejected one. */
    void rejected(int deliveries) {
        rejected++;
        delivered(deliveries);
    }

    /** It has released one; for the last time, so that nobody gets it again, or to be delivered once more. */
    void released(int deliveries, boolean last) {
        released++;
        archived += last ? 1 : 0;
        delivered(deliveries);
    }

    private void delivered(int deliveries) {
        redelivered += deliveries > 1 ? 1 : 0;
        mostDeliveries = Math.max(mostDeliveries, deliveries);
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    long released() {
        return released;
    }

    long redelivered() {
        return redelivered;
    }

    int mostDeliveries() {
        return mostDeliveries;
    }

    long archived() {
        return archived;
    }

    /** An offset of the group was not there: the member has gone back to the first one that is. */
    void reset() {
        resets++;
    }

    long resets() {
        return resets;
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    /** When it read its first record; {@link Long#MAX_VALUE} if it has none. */
    long firstNanos() {
        return firstNanos;
    }

    /** When it read its last record; {@link Long#MIN_VALUE} if it has none. */
    long lastNanos() {
        return lastNanos;
    }

    long slowestNanos() {
        return slowestNanos;
    }

    long measuredRecords() {
        return measuredRecords;
    }

    long measuredBytes() {
        return measuredBytes;
    }

    long negative() {
        return negative;
    }

    long failedCommits() {
        return failedCommits;
    }

    Histogram endToEnd() {
        return endToEnd;
    }

    Histogram polls() {
        return polls;
    }

    Histogram commits() {
        return commits;
    }
}
