package io.datastorm.core.result;

import java.util.List;

/**
 * How long records took that were acknowledged in one second: percentiles in milliseconds, and how many took how long,
 * for heat maps and histograms. Bucket {@code i} ends at {@link #upperMillis}: there are {@value #BUCKETS_PER_DOUBLING}
 * buckets a doubling, as in a native histogram of Prometheus with the schema 2, and the first ends at 7.6 µs.
 *
 * @param first the first bucket in which there is a record
 * @param counts of the buckets from there to the last one in which there is a record
 */
public record LatencySecond(
        double meanMillis,
        double p50Millis,
        double p90Millis,
        double p99Millis,
        double p999Millis,
        double maxMillis,
        int first,
        List<Long> counts) {
    /** Each is a fifth longer than the one before. */
    public static final int BUCKETS_PER_DOUBLING = 4;

    /** Bucket {@code i} ends at 2^((i + this) / 4) seconds. */
    public static final int FIRST_EXPONENT = -17 * BUCKETS_PER_DOUBLING;

    private static final double MILLIS = 1e3;

    /** The bucket of a time. */
    public static int bucket(double millis) {
        double doublings = Math.log(millis / MILLIS) / Math.log(2);
        // What is a little above because of its rounding belongs to the bucket that ends there.
        return (int) Math.max(0, Math.ceil(doublings * BUCKETS_PER_DOUBLING - 1e-9) - FIRST_EXPONENT);
    }

    /** Where a bucket ends; it belongs to the bucket. */
    public static double upperMillis(int bucket) {
        return MILLIS * Math.pow(2, (bucket + FIRST_EXPONENT) / (double) BUCKETS_PER_DOUBLING);
    }
}
