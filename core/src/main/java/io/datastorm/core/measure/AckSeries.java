package io.datastorm.core.measure;

import java.util.Arrays;

/**
 * How many records were acknowledged at which time, a few milliseconds apart: fine enough to tell how long
 * acknowledgements stopped. One writer; read when writing has ended.
 */
public final class AckSeries {
    private static final long RATE_NANOS = 500_000_000;
    private static final long BASELINE_NANOS = 3_000_000_000L;
    private static final double RECOVERED = 0.9;
    private static final long FLOW_NANOS = 100_000_000;
    private static final double IN_FLIGHT_SECONDS = 0.1;

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

    /**
     * A time without acknowledgements.
     *
     * @param nanos how long it was
     * @param ended whether it ended within the time that was looked at; otherwise it was longer
     */
    public record Stop(long nanos, boolean ended) {}

    /** The longest time without an acknowledgement between two times. */
    public Stop longestStop(long from, long to) {
        long longest = 0;
        long last = from;
        for (int i = after(from); i < size && times[i] <= to; i++) {
            if (i == 0 || counts[i] != counts[i - 1]) {
                longest = Math.max(longest, times[i] - last);
                last = times[i];
            }
        }
        long open = Math.min(to, size == 0 ? to : times[size - 1]) - last;
        return open > longest ? new Stop(open, false) : new Stop(longest, true);
    }

    /**
     * What recovered means.
     *
     * @param undisturbed before this time all was well: the three seconds before it say what is normal
     * @param catchesUp whether what was missed is sent later, at a rate: then recovered is who has caught up with it
     */
    public record Normal(long undisturbed, boolean catchesUp) {}

    /**
     * How long after a time throughput flows again, and goes on flowing: over a tenth of a second and over half a
     * second at 90 % of what is normal; and at a rate everything that was due meanwhile is acknowledged.
     *
     * @param to where to stop looking
     * @return 0 if it never fell below; negative if it did not come back
     */
    public long recoveryNanos(long from, long to, Normal normal) {
        double usual = rate(normal.undisturbed() - BASELINE_NANOS, normal.undisturbed());
        double needed = RECOVERED * usual;
        boolean fell = false;
        for (int i = after(from); i < size && times[i] + RATE_NANOS <= to; i++) {
            boolean enough = rate(times[i], times[i] + RATE_NANOS) >= needed;
            if (!enough) {
                fell = true;
            } else if (fell && rate(times[i], times[i] + FLOW_NANOS) >= needed && caughtUp(i, normal, usual)) {
                return times[i] - from;
            }
        }
        return fell ? -1 : 0;
    }

    /** Whether no more is missing since all was well than is always in flight. */
    private boolean caughtUp(int index, Normal normal, double usual) {
        if (!normal.catchesUp()) {
            return true;
        }
        long before = counts[Math.max(0, after(normal.undisturbed()) - 1)];
        double expected = usual * (times[index] - normal.undisturbed()) / 1e9;
        return counts[index] - before >= expected - usual * IN_FLIGHT_SECONDS;
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
