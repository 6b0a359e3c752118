package io.datastorm.core.verify.lane;

/**
 * Puts what happens at consecutive offsets together: a thousand records that are wrong in a row are one place. Not
 * thread-safe.
 *
 * @param <K> what can happen; its values are compared by identity
 */
public final class OffsetRuns<K extends Enum<K>> {
    private final Sink<K> sink;
    /** What is going on; null if nothing is. */
    private K what;

    private long first;
    private long count;

    /** Is told of each run when it is over. */
    public interface Sink<K> {
        /** So many records in a row, from this offset on. */
        void run(K what, long first, long count);
    }

    /** Tells this one. */
    public OffsetRuns(Sink<K> sink) {
        this.sink = sink;
    }

    /** Something happens at an offset. */
    public void add(K kind, long offset) {
        if (kind == what && offset == first + count) {
            count++;
            return;
        }
        end();
        what = kind;
        first = offset;
        count = 1;
    }

    /** Nothing more happens in a row. */
    public void end() {
        if (what != null) {
            sink.run(what, first, count);
        }
        what = null;
    }
}
