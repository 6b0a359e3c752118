package io.datastorm.core.measure;

/** What became of one worker's transactions. The worker's thread alone writes; any thread reads. */
public final class TransactionStats {
    private final Window window;
    private final Counter committed = new Counter();
    private final Counter aborted = new Counter();
    private final Counter unresolved = new Counter();
    private final Counter replaced = new Counter();
    private final Counter committedRecords = new Counter();
    private final Counter markers = new Counter();
    private final Counter unresolvedMarkers = new Counter();
    private final LatencyRecorder commit = new LatencyRecorder();
    private final LatencyRecorder open = new LatencyRecorder();

    TransactionStats(Window window) {
        this.window = window;
    }

    /**
     * A transaction that has ended: when it began, and when its end was asked for.
     *
     * @param markers control records that were written to end it
     * @param mostMarkers that may have been written
     */
    public record Ended(
            long records, long markers, long mostMarkers, long beganNanos, long askedNanos, long nowNanos) {}

    /** The cluster said that it is committed. */
    public void committed(Ended ended) {
        committed.add(1);
        committedRecords.add(ended.records());
        markers(ended);
        if (window.contains(ended.nowNanos())) {
            commit.record(ended.nowNanos() - ended.askedNanos(), 1);
            open.record(ended.nowNanos() - ended.beganNanos(), 1);
        }
    }

    /** The cluster said that it is aborted. */
    public void aborted(Ended ended) {
        aborted.add(1);
        markers(ended);
        if (window.contains(ended.nowNanos())) {
            open.record(ended.nowNanos() - ended.beganNanos(), 1);
        }
    }

    /** The cluster did not say what became of it. */
    public void unresolved(Ended ended) {
        unresolved.add(1);
        markers(ended);
    }

    /** The producer could not go on, and another one took its place. */
    public void replaced() {
        replaced.add(1);
    }

    private void markers(Ended ended) {
        markers.add(ended.markers());
        unresolvedMarkers.add(ended.mostMarkers() - ended.markers());
    }

    void flush() {
        commit.flush();
        open.flush();
    }

    TransactionCounts counts() {
        return new TransactionCounts(
                committed.get(),
                aborted.get(),
                unresolved.get(),
                replaced.get(),
                committedRecords.get(),
                markers.get(),
                unresolvedMarkers.get());
    }

    void drainInto(Latencies target) {
        target.commit().add(commit.interval());
        target.open().add(open.interval());
    }
}
