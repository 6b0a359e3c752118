package io.datastorm.core.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What one worker's records did. Each counter and histogram has exactly one writer: {@link #attempted} is called by the worker's thread alone,
 * {@link #acknowledged} by the one thread that receives its acknowledgements. Failures are rare and may come from either.
 *
 * <p>Nothing here allocates, locks or logs per acknowledged record.
 */
public final class WorkerStats {
    private static final int DIGITS = 3;

    private final Window window;
    private final boolean openLoop;

    private final Counter attempted = new Counter();
    private final SingleWriterRecorder lag = new SingleWriterRecorder(DIGITS);

    /** What the sampler drained last: its memory is used again. */
    private Histogram drainedLag;

    private final Counter acknowledged = new Counter();
    private final Counter acknowledgedBytes = new Counter();
    private final Counter windowAcknowledged = new Counter();
    private final Counter windowBytes = new Counter();
    private final Counter lastAcknowledgement = new Counter();
    private final RunLength response = new RunLength();
    private final RunLength service = new RunLength();

    private final Map<String, AtomicLong> failed = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> unresolved = new ConcurrentHashMap<>();

    /**
     * For one worker.
     *
     * @param window which records and acknowledgements count as measured
     * @param openLoop whether records have intended times, so that lag means something
     */
    public WorkerStats(Window window, boolean openLoop) {
        this.window = window;
        this.openLoop = openLoop;
    }

    /** Records are handed to the sender now; they were due at the intended time. Worker's thread. */
    public void attempted(long records, long intendedNanos, long nowNanos) {
        attempted.add(records);
        if (openLoop && window.contains(intendedNanos)) {
            lag.recordValueWithCount(Math.max(0, nowNanos - intendedNanos), records);
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
        }
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

    /** Writes what is held back. Only when no more acknowledgements come. */
    public void flush() {
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

    long acknowledgedBytes() {
        return acknowledgedBytes.get();
    }

    long windowAcknowledged() {
        return windowAcknowledged.get();
    }

    long windowBytes() {
        return windowBytes.get();
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

    /** Records that have no outcome yet. */
    public long pending() {
        long done = acknowledged() + sum(failures()) + sum(withoutAnswer());
        return Math.max(0, attempted() - done);
    }

    /** Adds what was recorded since the last call. The sampler's thread. In a closed loop response and service are the same. */
    void drainInto(Latencies target) {
        drainedLag = lag.getIntervalHistogram(drainedLag);
        target.lag().add(drainedLag);
        Histogram served = service.interval();
        target.service().add(served);
        target.response().add(openLoop ? response.interval() : served);
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> copy(Map<String, AtomicLong> counts) {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((error, count) -> copy.put(error, count.get()));
        return copy;
    }

    /**
     * Records of one batch that were sent together have nearly the same latency: they reach the histogram as one value with a count. Times are
     * rounded down to 1.024 µs for it, a tenth of a percent of a millisecond.
     */
    private static final class RunLength {
        private static final long ROUNDED = ~1023L;

        private final SingleWriterRecorder recorder = new SingleWriterRecorder(DIGITS);
        private Histogram drained;
        private long value;
        private long count;

        void record(long nanos, long records) {
            long rounded = nanos & ROUNDED;
            if (rounded != value) {
                flush();
                value = rounded;
            }
            count += records;
        }

        void flush() {
            if (count > 0) {
                recorder.recordValueWithCount(Math.max(0, value), count);
                count = 0;
            }
        }

        /** Valid until the next call. */
        Histogram interval() {
            drained = recorder.getIntervalHistogram(drained);
            return drained;
        }
    }
}
