package io.datastorm.core.result;

import java.util.List;

/**
 * How long the records took that were acknowledged in one second, from when they were due: percentiles in milliseconds,
 * and how many took how long, for a heat map. Bucket {@code i} ends at {@link #upperMillis}; there are
 * {@value #BUCKETS_PER_DECADE} a decade, and the first ends at 0.01 ms.
 *
 * @param first the first bucket in which there is a record
 * @param counts of the buckets from there to the last one in which there is a record
 */
public record LatencySecond(
        double p50Millis,
        double p90Millis,
        double p99Millis,
        double p999Millis,
        double maxMillis,
        int first,
        List<Long> counts) {
    /** Each is a third longer than the one before. */
    public static final int BUCKETS_PER_DECADE = 8;

    private static final double FIRST_UPPER_MILLIS = 0.01;

    /** The bucket of a time. */
    public static int bucket(double millis) {
        // What is a little above because of its rounding belongs to the bucket that ends there.
        double decades = Math.log10(millis / FIRST_UPPER_MILLIS) - 1e-9;
        return (int) Math.max(0, Math.ceil(decades * BUCKETS_PER_DECADE));
    }

    /** Where a bucket ends; it belongs to the bucket. */
    public static double upperMillis(int bucket) {
        return FIRST_UPPER_MILLIS * Math.pow(10, bucket / (double) BUCKETS_PER_DECADE);
    }
}
