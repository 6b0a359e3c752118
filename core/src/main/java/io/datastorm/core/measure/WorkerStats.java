package io.datastorm.core.measure;

import io.datastorm.core.pace.DueTimes;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What one worker's records did. Each counter and histogram has exactly one writer: {@link #attempted} is called by the
 * worker's thread alone, {@link #acknowledged} by the one thread that receives its acknowledgements. Failures are rare
 * and may come from either.
 *
 * <p>Nothing here allocates, locks or logs per acknowledged record.
 */
public final class WorkerStats {
    private static final int DIGITS = 3;

    private final Window window;
    private final boolean openLoop;

    private final Counter attempted = new Counter();
    private final Counter neverSent = new Counter();
    private final Counter windowNeverSent = new Counter();
    private final Counter dueBefore = new Counter();
    private final Counter windowDue = new Counter();
    private final Counter lastDue = new Counter();
    private final LatencyRecorder lag = new LatencyRecorder();

    private final Counter acknowledged = new Counter();
    private final Counter acknowledgedBytes = new Counter();
    private final Counter acknowledgedBefore = new Counter();
    private final Counter windowAcknowledged = new Counter();
    private final Counter windowBytes = new Counter();
    private final Counter lastAcknowledgement = new Counter();
    private final LatencyRecorder response = new LatencyRecorder();
    private final LatencyRecorder service = new LatencyRecorder();

    /** At least so long took what was due in the window and has no latency. Guarded by itself. */
    private final Histogram censored = new Histogram(DIGITS);

    private final Map<String, AtomicLong> failed = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> unresolved = new ConcurrentHashMap<>();
    private final DirtLog dirt = new DirtLog();
    private final TransactionStats transactions;

    /**
     * For one worker.
     *
     * @param window which records and acknowledgements count as measured
     * @param openLoop whether records have intended times, so that lag means something
     */
    public WorkerStats(Window window, boolean openLoop) {
        this.window = window;
        this.openLoop = openLoop;
        this.transactions = new TransactionStats(window);
    }

    /** The first of these records are handed to the sender now. Worker's thread. */
    public void attempted(DueTimes due, int taken, long nowNanos) {
        attempted.add(taken);
        if (!openLoop) {
            return;
        }
        due(due, taken, nowNanos);
        for (int i = taken; i < due.size(); i++) {
            neverSent(due.nanos(i), nowNanos);
        }
    }

    /** Nearly always all of them are due inside the window: then they are counted at once. */
    private void due(DueTimes due, int taken, long nowNanos) {
        if (taken > 0 && window.contains(due.nanos(0)) && window.contains(due.nanos(taken - 1))) {
            windowDue.add(taken);
            lastDue.set(due.nanos(taken - 1));
            lag.begin();
            try {
                for (int i = 0; i < taken; i++) {
                    lag.record(Math.max(0, nowNanos - due.nanos(i)), 1);
                }
            } finally {
                lag.end();
            }
            return;
        }
        for (int i = 0; i < taken; i++) {
            due(due.nanos(i), nowNanos);
        }
    }

    /** A record was due and was not sent. Worker's thread. */
    public void neverSent(long intendedNanos, long nowNanos) {
        neverSent.add(1);
        windowNeverSent.add(window.contains(intendedNanos) ? 1 : 0);
        due(intendedNanos, nowNanos);
        withoutLatency(1, intendedNanos, nowNanos);
    }

    private void due(long intendedNanos, long nowNanos) {
        if (window.contains(intendedNanos)) {
            windowDue.add(1);
            lastDue.set(intendedNanos);
            lag.record(Math.max(0, nowNanos - intendedNanos), 1);
        } else if (window.before(intendedNanos)) {
            dueBefore.add(1);
        }
    }

    /**
     * Records that were due then will never be acknowledged, or nobody will know: they took at least until now. A
     * percentile that leaves them out would be that of the lucky ones. Any thread.
     */
    public void withoutLatency(long records, long intendedNanos, long nowNanos) {
        if (window.contains(intendedNanos)) {
            synchronized (censored) {
                censored.recordValueWithCount(Math.max(0, nowNanos - intendedNanos), records);
            }
        }
    }

    /** Records are acknowledged. Acknowledging thread. */
    public void acknowledged(long records, long valueBytes, long nowNanos) {
        acknowledged.add(records);
        acknowledgedBytes.add(valueBytes);
        lastAcknowledgement.set(nowNanos);
        if (window.contains(nowNanos)) {
            windowAcknowledged.add(records);
            windowBytes.add(valueBytes);
        } else if (window.before(nowNanos)) {
            acknowledgedBefore.add(records);
        }
    }

    /** Many calls of {@link #latency} follow; {@link #endLatencies} must come in any case. Acknowledging thread. */
    public void beginLatencies() {
        service.begin();
        response.begin();
    }

    /** What {@link #beginLatencies} began has come to its end. */
    public void endLatencies() {
        service.end();
        response.end();
    }

    /** Acknowledged records were due and sent at these times. Acknowledging thread. */
    public void latency(long records, long intendedNanos, long sentNanos, long nowNanos) {
        if (window.contains(intendedNanos)) {
            service.record(nowNanos - sentNanos, records);
            if (openLoop) {
                response.record(nowNanos - intendedNanos, records);
            }
        }
    }

    /** Records are known not to be stored. Any thread. */
    public void failed(String error, long records) {
        failed.computeIfAbsent(error, key -> new AtomicLong()).addAndGet(records);
    }

    /** There will be no answer for records: they may or may not be stored. Any thread. */
    public void unresolved(String error, long records) {
        unresolved.computeIfAbsent(error, key -> new AtomicLong()).addAndGet(records);
    }

    /** An event was wrong on purpose: it is stored, or was dropped. Any thread. */
    public void dirty(DirtyRecord record) {
        dirt.add(record);
    }

    /** How many events were wrong on purpose. Any thread. */
    public DirtCounts dirtCounts() {
        return dirt.counts();
    }

    /** Takes events that were wrong on purpose, each once, but not more than this. The sampler's thread. */
    public List<DirtyRecord> takeDirty(int most) {
        return dirt.take(most);
    }

    /** What became of its transactions, if it has any. */
    public TransactionStats transactions() {
        return transactions;
    }

    /** Writes what is held back. Only when no more acknowledgements come. */
    public void flush() {
        transactions.flush();
        lag.flush();
        service.flush();
        response.flush();
    }

    /** Records handed to the sender. */
    public long attempted() {
        return attempted.get();
    }

    /** Records acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** When the last acknowledgement came; 0 if none did. */
    public long lastAcknowledgementNanos() {
        return lastAcknowledgement.get();
    }

    /** Failed records by error. */
    public Map<String, Long> failures() {
        return copy(failed);
    }

    /** Records without an answer, by error. */
    public Map<String, Long> withoutAnswer() {
        return copy(unresolved);
    }

    /** Everything so far. What is acknowledged is read first: it never is more than what was handed over. */
    public Counts counts() {
        long bytes = acknowledgedBytes.get();
        long done = acknowledged.get();
        Counts.InWindow inWindow = new Counts.InWindow(
                windowDue.get(),
                windowNeverSent.get(),
                windowAcknowledged.get(),
                windowBytes.get(),
                lastDue.get() == 0 ? 0 : lastDue.get() - window.fromNanos());
        Counts.Before before = new Counts.Before(dueBefore.get(), acknowledgedBefore.get());
        Map<String, Long> noAnswer = withoutAnswer();
        Map<String, Long> refused = failures();
        return new Counts(
                new Counts.Sent(attempted.get(), neverSent.get(), done, bytes),
                inWindow,
                before,
                refused,
                noAnswer,
                transactions.counts());
    }

    /**
     * Adds what was recorded since the last call. The sampler's thread. In a closed loop response and service are the
     * same.
     */
    public void drainInto(Latencies target) {
        target.lag().add(lag.interval());
        transactions.drainInto(target);
        Histogram served = service.interval();
        target.service().add(served);
        target.response().add(openLoop ? response.interval() : served);
        synchronized (censored) {
            target.response().add(censored);
            target.censored().add(censored);
            censored.reset();
        }
    }

    private static Map<String, Long> copy(Map<String, AtomicLong> counts) {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((error, count) -> copy.put(error, count.get()));
        return copy;
    }
}
