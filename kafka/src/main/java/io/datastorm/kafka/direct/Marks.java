package io.datastorm.kafka.direct;

import io.datastorm.core.measure.WorkerStats;
import java.util.Arrays;

/**
 * When the records of a batch were due and when they were sent: one entry for records that were due together. Times are kept in units of 1.024 µs from the
 * batch's first.
 *
 * <p>Grows to the size that is needed and is used again; then it allocates nothing. Not thread-safe.
 */
final class Marks {
    private static final int UNIT_BITS = 10;

    private long intendedBaseNanos;
    private long sentBaseNanos;
    private int size;
    private int[] ends = new int[64];
    private int[] intended = new int[64];
    private int[] sent = new int[64];

    void clear() {
        size = 0;
    }

    /** Further records, up to this number in all, have these times. */
    void add(int end, long intendedNanos, long sentNanos) {
        if (size == 0) {
            intendedBaseNanos = intendedNanos;
            sentBaseNanos = sentNanos;
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            intended = Arrays.copyOf(intended, 2 * size);
            sent = Arrays.copyOf(sent, 2 * size);
        }
        ends[size] = end;
        intended[size] = (int) ((intendedNanos - intendedBaseNanos) >> UNIT_BITS);
        sent[size] = (int) ((sentNanos - sentBaseNanos) >> UNIT_BITS);
        size++;
    }

    /** All of them are acknowledged now. */
    void tell(WorkerStats stats, long nowNanos) {
        int from = 0;
        for (int i = 0; i < size; i++) {
            stats.latency(
                    ends[i] - from,
                    intendedBaseNanos + ((long) intended[i] << UNIT_BITS),
                    sentBaseNanos + ((long) sent[i] << UNIT_BITS),
                    nowNanos);
            from = ends[i];
        }
    }
}
