package io.datastorm.core.pace;

/**
 * When the records of one hand-over were due, in their order. Records that are due by now are handed over together,
 * each with a time of its own. Used again for each hand-over; not thread-safe.
 */
public final class DueTimes {
    private final long[] nanos;
    private int size;

    /** Empty, with room for so many records. */
    public DueTimes(int capacity) {
        nanos = new long[capacity];
    }

    /** So many records that are all due at the same time. */
    public static DueTimes of(int count, long dueNanos) {
        DueTimes due = new DueTimes(count);
        due.set(count, dueNanos);
        return due;
    }

    /** Makes it empty. */
    public void clear() {
        size = 0;
    }

    /** Adds a record. */
    public void add(long dueNanos) {
        nanos[size++] = dueNanos;
    }

    /** Holds so many records that are all due at the same time. */
    public void set(int count, long dueNanos) {
        for (size = 0; size < count; size++) {
            nanos[size] = dueNanos;
        }
    }

    /** How many records. */
    public int size() {
        return size;
    }

    /** Whether there is no room for another one. */
    public boolean full() {
        return size == nanos.length;
    }

    /** When a record was due, by its place from 0. */
    public long nanos(int record) {
        return nanos[record];
    }
}
