package io.datastorm.kafka.direct.batch;

import io.datastorm.core.measure.LatencyUnit;
import io.datastorm.core.measure.WorkerStats;
import java.util.Arrays;

/**
 * When the records of a batch were due and when they were sent: one entry for records with the same times. Times are
 * kept as {@link LatencyUnit}s from the batch's first.
 *
 * <p>Grows to the size that is needed and is used again; then it allocates nothing. Not thread-safe.
 */
public final class BatchTimes {
    private long intendedBaseNanos;
    private long sentBaseNanos;
    private int size;
    private int[] counts = new int[64];
    private int[] intended = new int[64];
    private int[] sent = new int[64];

    public void clear() {
        size = 0;
    }

    /** One more record has these times. */
    public void add(long intendedNanos, long sentNanos) {
        if (size == 0) {
            intendedBaseNanos = intendedNanos;
            sentBaseNanos = sentNanos;
        }
        int due = LatencyUnit.units(intendedNanos - intendedBaseNanos);
        int put = LatencyUnit.units(sentNanos - sentBaseNanos);
        if (size > 0 && intended[size - 1] == due && sent[size - 1] == put) {
            counts[size - 1]++;
        } else {
            append(due, put);
        }
    }

    private void append(int due, int put) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
            intended = Arrays.copyOf(intended, 2 * size);
            sent = Arrays.copyOf(sent, 2 * size);
        }
        counts[size] = 1;
        intended[size] = due;
        sent[size] = put;
        size++;
    }

    /** All of them are acknowledged now. */
    public void tell(WorkerStats stats, long nowNanos) {
        stats.beginLatencies();
        try {
            for (int i = 0; i < size; i++) {
                long sentNanos = sentBaseNanos + LatencyUnit.nanos(sent[i]);
                stats.latency(counts[i], intendedNanos(i), sentNanos, nowNanos);
            }
        } finally {
            stats.endLatencies();
        }
    }

    /** None of them will be acknowledged. */
    public void unanswered(WorkerStats stats, long nowNanos) {
        for (int i = 0; i < size; i++) {
            stats.withoutLatency(counts[i], intendedNanos(i), nowNanos);
        }
    }

    private long intendedNanos(int entry) {
        return intendedBaseNanos + LatencyUnit.nanos(intended[entry]);
    }
}
