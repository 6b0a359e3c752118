package io.datastorm.kafka.producer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Free completions on their way back from the thread that receives acknowledgements to the worker: a bounded queue with one producer and one consumer
 * whose empty entries are null (the FastForward queue, Giacomoni et al., PPoPP 2008). It starts empty: completions are made when none is free, so there are never more than were under
 * way at once.
 */
final class CompletionRing {
    private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(Completion[].class);

    private final Completion[] entries;
    private final int mask;
    private int head;
    private int tail;

    /**
     * An empty ring.
     *
     * @param capacity a power of two; what does not fit is left to the garbage collector
     */
    CompletionRing(int capacity) {
        entries = new Completion[capacity];
        mask = capacity - 1;
    }

    /** Gives one back. Acknowledging thread. */
    void give(Completion completion) {
        int slot = tail & mask;
        if (ENTRIES.getAcquire(entries, slot) == null) {
            ENTRIES.setRelease(entries, slot, completion);
            tail++;
        }
    }

    /** Takes one, or null. Worker's thread. */
    Completion take() {
        int slot = head & mask;
        Completion completion = (Completion) ENTRIES.getAcquire(entries, slot);
        if (completion != null) {
            ENTRIES.setRelease(entries, slot, null);
            head++;
        }
        return completion;
    }
}
