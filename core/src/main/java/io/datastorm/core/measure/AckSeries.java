package io.datastorm.core.measure;

import java.util.Arrays;

/**
 * How many records were acknowledged at which time, a few milliseconds apart: fine enough to tell how long acknowledgements stopped. One writer; read when writing has
 * ended.
 */
public final class AckSeries {
    private static final long RATE_NANOS = 500_000_000;
    private static final long BASELINE_NANOS = 3_000_000_000L;
    private static final double RECOVERED = 0.9;

    private long[] times = new long[1024];
    private long[] counts = new long[1024];
    private int size;

    /** So many records in all were acknowledged at this time. */
    public void add(long nanos, long acknowledged) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        times[size] = nanos;
        counts[size] = acknowledged;
        size++;
    }

    /** The longest time without an acknowledgement between two times. */
    public long longestStopNanos(long from, long to) {
        long longest = 0;
        long last = from;
        for (int i = after(from); i < size && times[i] <= to; i++) {
            if (i == 0 || counts[i] != counts[i - 1]) {
                longest = Math.max(longest, times[i] - last);
                last = times[i];
            }
        }
        return Math.max(longest, Math.min(to, size == 0 ? to : times[size - 1]) - last);
    }

    /**
     * How long after a time throughput, over half a second each, is back at 90 % of what it was in the three seconds before another time.
     *
     * @param to where to stop looking
     * @param undisturbed before this all was well
     * @return 0 if it never fell below; negative if it did not come back
     */
    public long recoveryNanos(long from, long to, long undisturbed) {
        double needed = RECOVERED * rate(undisturbed - BASELINE_NANOS, undisturbed);
        long fell = Long.MIN_VALUE;
        for (int i = after(from); i < size && times[i] + RATE_NANOS <= to; i++) {
            boolean enough = rate(times[i], times[i] + RATE_NANOS) >= needed;
            if (!enough && fell == Long.MIN_VALUE) {
                fell = times[i];
            } else if (enough && fell != Long.MIN_VALUE) {
                return times[i] - from;
            }
        }
        return fell == Long.MIN_VALUE ? 0 : -1;
    }

    private double rate(long from, long to) {
        int first = Math.max(0, after(from) - 1);
        int last = Math.max(0, after(to) - 1);
        long nanos = times[last] - times[first];
        return nanos <= 0 ? 0 : (counts[last] - counts[first]) * 1e9 / nanos;
    }

    /** The first entry behind a time. */
    private int after(long nanos) {
        int found = Arrays.binarySearch(times, 0, size, nanos);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
