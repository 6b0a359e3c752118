package io.datastorm.core.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A counter with one writer and any number of readers. The value stands alone on its cache lines, so that neighbours do
 * not slow each other down.
 */
public final class Counter {
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LENGTH = 32;
    private static final int VALUE = 16;

    private final long[] cells = new long[LENGTH];

    /** Adds. One thread only. */
    void add(long amount) {
        CELLS.setRelease(cells, VALUE, cells[VALUE] + amount);
    }

    /** Sets. One thread only. */
    void set(long value) {
        CELLS.setRelease(cells, VALUE, value);
    }

    /** The value, from any thread. */
    public long get() {
        return (long) CELLS.getAcquire(cells, VALUE);
    }
}
