package io.datastorm.core.pace;

/** The intended send times of one worker, one after the other. Used by one thread. */
@FunctionalInterface
public interface Schedule {
    /** What {@link #nextNanos} returns when there is no further record. */
    long END = Long.MAX_VALUE;

    /**
     * Nanoseconds from the start of the load to the next record; never less than the one before; {@link #END} after the
     * last.
     */
    long nextNanos();
}
