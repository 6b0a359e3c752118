package io.datastorm.kafka.consume;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.EndToEndRecorder;
import io.datastorm.core.measure.recorder.WaitingTime;
import org.HdrHistogram.Histogram;

/**
 * What one member has read, and how long that took. Its thread writes. Any thread may read how many records it has
 * read; the rest is read when the member has ended.
 */
final class MemberStats {
    private final Window window;
    private final EndToEndRecorder endToEnd;
    private final WaitingTime waiting = new WaitingTime();
    private final WaitingTime measuredWaiting = new WaitingTime();
    private final Histogram polls = new Histogram(3);
    private final Histogram commits = new Histogram(3);
    private final Histogram inFlight = new Histogram(3);
    private long allRecords;
    private volatile long records;
    private long bytes;
    private long measuredRecords;
    private long measuredBytes;
    private long failedCommits;
    private long resets;
    private long accepted;
    private long rejected;
    private long released;
    private long renewed;
    private long redelivered;
    private int mostDeliveries;
    private long archived;

    MemberStats(Window window) {
        this.window = window;
        this.endToEnd = new EndToEndRecorder(window);
    }

    /** Counts records that were read at a time of the monotonic clock. */
    void read(long more, long moreBytes, long nowNanos) {
        waiting.records(nowNanos);
        allRecords += more;
        records = allRecords;
        bytes += moreBytes;
        if (window.contains(nowNanos)) {
            measuredWaiting.records(nowNanos);
            measuredRecords += more;
            measuredBytes += moreBytes;
        }
    }

    /** A record that was due at one time, and read at another. */
    void latency(long dueNanos, long nowNanos) {
        endToEnd.record(dueNanos, nowNanos);
    }

    /** What was counted reaches the histograms. */
    void flush() {
        endToEnd.flush();
    }

    /** A poll that returned records, in the window. */
    void poll(long beganNanos, long endedNanos) {
        if (window.contains(endedNanos)) {
            polls.recordValue(Math.max(0, endedNanos - beganNanos));
        }
    }

    /** It has waited for the brokers: for records, or for a commit. */
    void waited(long nanos) {
        waiting.waited(nanos);
        measuredWaiting.waited(nanos);
    }

    /** It was made to hang. */
    void absent(long nanos) {
        waiting.absent(nanos);
        measuredWaiting.absent(nanos);
    }

    /** It has waited because its group has a rate. */
    void paced(long nanos) {
        waiting.paced(nanos);
        measuredWaiting.paced(nanos);
    }

    /** A commit that this member has waited for. */
    void commit(long beganNanos, long endedNanos) {
        if (window.contains(endedNanos)) {
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

    /** It has renewed one. */
    void renew() {
        renewed++;
    }

    /** It has had records of a share group from one time to another. */
    void inFlight(long records, long fromNanos, long toNanos) {
        if (window.contains(toNanos)) {
            inFlight.recordValueWithCount(Math.max(0, toNanos - fromNanos), records);
        }
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

    long renewed() {
        return renewed;
    }

    Histogram inFlight() {
        return inFlight;
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

    /** From its first record to its last one. */
    WaitingTime waiting() {
        return waiting;
    }

    /** The same of records in the window. */
    WaitingTime measuredWaiting() {
        return measuredWaiting;
    }

    long slowestNanos() {
        return endToEnd.slowestNanos();
    }

    long measuredRecords() {
        return measuredRecords;
    }

    long measuredBytes() {
        return measuredBytes;
    }

    long negative() {
        return endToEnd.negative();
    }

    long failedCommits() {
        return failedCommits;
    }

    Histogram endToEnd() {
        return endToEnd.histogram();
    }

    Histogram polls() {
        return polls;
    }

    Histogram commits() {
        return commits;
    }
}
