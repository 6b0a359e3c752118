package io.datastorm.live.metrics;

import io.datastorm.core.result.LatencySecond;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Latencies of all seconds so far, as a native and a classic histogram of Prometheus in seconds. The buckets of a
 * {@link LatencySecond} are those of a native histogram. Not thread-safe.
 */
final class LatencySum {
    /** A bucket is so many 2^(−schema)-th parts of a doubling long. */
    private static final int SCHEMA = 2;

    private static final double MILLIS = 1e3;
    /** Classic buckets are doublings, from 0.12 ms to 64 s. */
    private static final int CLASSIC_FROM = -13;

    private static final int CLASSIC_TO = 6;

    private final Map<Integer, Long> counts = new TreeMap<>();
    private double sumSeconds;

    /** Null adds nothing. */
    void add(LatencySecond second) {
        if (second == null) {
            return;
        }
        long records = 0;
        for (int i = 0; i < second.counts().size(); i++) {
            long count = second.counts().get(i);
            records += count;
            if (count > 0) {
                counts.merge(second.first() + i + LatencySecond.FIRST_EXPONENT, count, Long::sum);
            }
        }
        sumSeconds += records * second.meanMillis() / MILLIS;
    }

    HistogramDataPointSnapshot snapshot(Labels labels) {
        int[] indexes = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] numbers = counts.values().stream().mapToLong(Long::longValue).toArray();
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .sum(sumSeconds)
                .nativeSchema(SCHEMA)
                .nativeZeroCount(0)
                .nativeZeroThreshold(0)
                .nativeBucketsForPositiveValues(NativeHistogramBuckets.of(indexes, numbers))
                .classicHistogramBuckets(classic())
                .build();
    }

    private ClassicHistogramBuckets classic() {
        double[] upper = new double[CLASSIC_TO - CLASSIC_FROM + 2];
        long[] numbers = new long[upper.length];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = i == upper.length - 1 ? Double.POSITIVE_INFINITY : Math.scalb(1.0, CLASSIC_FROM + i);
        }
        counts.forEach((index, count) -> {
            int doubling = -Math.floorDiv(-index, 1 << SCHEMA) - CLASSIC_FROM;
            numbers[Math.max(0, Math.min(doubling, upper.length - 1))] += count;
        });
        return ClassicHistogramBuckets.of(upper, numbers);
    }
}
