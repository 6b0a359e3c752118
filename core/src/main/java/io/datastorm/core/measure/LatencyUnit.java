package io.datastorm.core.measure;

/**
 * The unit in which latencies are told apart: 1.024 µs, a tenth of a percent of a millisecond. Records whose times
 * differ by less reach a histogram as one value with a count, and a time is kept in half of the memory.
 */
public final class LatencyUnit {
    private static final int BITS = 10;
    private static final long WHOLE = -1L << BITS;

    private LatencyUnit() {}

    /** Nanoseconds, rounded down to whole units. */
    public static long floor(long nanos) {
        return nanos & WHOLE;
    }

    /** How many whole units fit into some nanoseconds. */
    public static int units(long nanos) {
        return (int) (nanos >> BITS);
    }

    /** The nanoseconds of so many units. */
    public static long nanos(int units) {
        return (long) units << BITS;
    }
}
