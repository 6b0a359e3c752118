package io.datastorm.core.measure;

/**
 * The measured window by the monotonic clock. It opens when the warm-up ends. Latency is recorded for records that were
 * due inside it; throughput counts acknowledgements that arrive inside it. Thread-safe.
 */
public final class Window {
    private volatile long beginNanos;
    private volatile long fromNanos = Long.MAX_VALUE;
    private volatile long toNanos = Long.MAX_VALUE;

    /** Sets when the warm-up begins. */
    public void begin(long nanos) {
        beginNanos = nanos;
    }

    /** How long the warm-up is. */
    public long warmupNanos() {
        return fromNanos - beginNanos;
    }

    /** Sets both ends. While a warm-up goes on, they may be set again, to times that are still to come. */
    public void set(long from, long to) {
        toNanos = to;
        fromNanos = from;
    }

    /** Moves the end: a run by records ends with its last acknowledgement, an interrupted run early. */
    public void endAt(long to) {
        toNanos = to;
    }

    /** Whether a time lies inside. */
    public boolean contains(long nanos) {
        return nanos - fromNanos >= 0 && nanos < toNanos && fromNanos != Long.MAX_VALUE;
    }

    /** Whether a time lies before it. */
    boolean before(long nanos) {
        return nanos - fromNanos < 0 || fromNanos == Long.MAX_VALUE;
    }

    /** The beginning. */
    public long fromNanos() {
        return fromNanos;
    }

    /** The end, or {@link Long#MAX_VALUE} while it is open. */
    public long toNanos() {
        return toNanos;
    }
}
