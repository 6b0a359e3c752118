package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.LatencyUnit;
import io.datastorm.core.measure.Window;
import org.HdrHistogram.Histogram;

/**
 * How long records took from when they were due until somebody read them. For one thread; {@link #slowestNanos} may be
 * read by any.
 */
public final class EndToEndRecorder {
    private static final int DIGITS = 3;

    private final Window window;
    private final Histogram histogram = new Histogram(DIGITS);
    private volatile long slowestNanos;
    private long negative;
    /** Records that were due together have the same latency: they reach the histogram as one value with a count. */
    private long value;

    private long count;

    /** For records that were due in this window. */
    public EndToEndRecorder(Window window) {
        this.window = window;
    }

    /** A record that was due at one time, and read at another, by the monotonic clock. */
    public void record(long dueNanos, long nowNanos) {
        long took = nowNanos - dueNanos;
        if (took > slowestNanos) {
            slowestNanos = took;
        }
        if (!window.contains(dueNanos)) {
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
    public void flush() {
        if (count > 0) {
            histogram.recordValueWithCount(value, count);
            count = 0;
        }
    }

    /** Of the records in the window, nanoseconds; a sample below zero counts as zero. When it is flushed. */
    public Histogram histogram() {
        return histogram;
    }

    /** Samples below zero. */
    public long negative() {
        return negative;
    }

    /** The longest that any record took, also outside of the window. */
    public long slowestNanos() {
        return slowestNanos;
    }
}
