package io.datastorm.kafka.producer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Free objects on their way back from the thread that receives acknowledgements to the worker: a bounded queue with one
 * producer and one consumer whose empty entries are null (the FastForward queue, Giacomoni et al., PPoPP 2008). It
 * starts empty: objects are made when none is free, so there are never more than were in flight at once.
 */
final class FreeRing<T> {
    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(Object[].class);

    private final Object[] entries;
    private final int mask;
    private int head;
    private int tail;

    /**
     * An empty ring.
     *
     * @param capacity a power of two; what does not fit is left to the garbage collector
     */
    FreeRing(int capacity) {
        entries = new Object[capacity];
        mask = capacity - 1;
    }

    /** Gives one back. Acknowledging thread. */
    void give(T free) {
        int slot = tail & mask;
        if (ENTRIES.getAcquire(entries, slot) == null) {
            ENTRIES.setRelease(entries, slot, free);
            tail++;
        }
    }

    /** Takes one, or null. Worker's thread. */
    @SuppressWarnings("unchecked")
    T take() {
        int slot = head & mask;
        T free = (T) ENTRIES.getAcquire(entries, slot);
        if (free != null) {
            ENTRIES.setRelease(entries, slot, null);
            head++;
        }
        return free;
    }
}
