package io.datastorm.kafka.shape;

import io.datastorm.core.shape.TopicShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** When the records of a sample came. Not thread-safe. */
final class ArrivalProfile {
    private static final int MOST_PARTS = 20;
    private static final int FEWEST = 20;
    private static final double MILLIS = 1000;
    /** Clocks are wrong, and some records are late: so many in a thousand tell nothing at either end. */
    private static final int OUTLIERS_PER_MILLE = 2;
    /** A partition with a smaller share of the records does not tell when the sample begins. */
    private static final double LEAST_SHARE = 0.01;
    /** Parts that differ by no more have the same rate. */
    private static final double SAME = 0.1;
    /** So many standard deviations away chance alone hardly leads. */
    private static final double CHANCE = 4;

    private final Map<Integer, LongStream.Builder> times = new HashMap<>();

    /** Takes the timestamp of a record. */
    void add(int partition, long millis) {
        times.computeIfAbsent(partition, each -> LongStream.builder()).add(millis);
    }

    /**
     * The rates in the time that the sample covers; empty if that is less than a second.
     *
     * @param whole whether the sample is all of the topic; of another one each partition has its newest records only
     */
    Optional<TopicShape.Arrival> shape(boolean whole) {
        List<long[]> ofPartitions = times.values().stream()
                .map(each -> each.build().sorted().toArray())
                .toList();
        long[] all =
                ofPartitions.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (all.length < FEWEST) {
            return Optional.empty();
        }
        long begin = whole
                ? early(all)
                : ofPartitions.stream()
                        .filter(each -> each.length >= Math.max(FEWEST, LEAST_SHARE * all.length))
                        .mapToLong(ArrivalProfile::early)
                        .max()
                        .orElse(early(all));
        long end = all[all.length - 1 - outliers(all)];
        return shape(
                Arrays.stream(all).filter(time -> time >= begin && time <= end).toArray());
    }

    private static long early(long[] sorted) {
        return sorted[outliers(sorted)];
    }

    private static int outliers(long[] sorted) {
        return sorted.length * OUTLIERS_PER_MILLE / 1000;
    }

    private static Optional<TopicShape.Arrival> shape(long[] sorted) {
        if (sorted.length < FEWEST || sorted[sorted.length - 1] - sorted[0] < MILLIS) {
            return Optional.empty();
        }
        double seconds = (sorted[sorted.length - 1] - sorted[0]) / MILLIS;
        long[] counts = counts(sorted, (int) Math.min(MOST_PARTS, seconds));
        List<Double> rates = new ArrayList<>();
        if (steady(counts)) {
            rates.add(Rounded.of(sorted.length / seconds));
        } else {
            Arrays.stream(counts).forEach(count -> rates.add(Rounded.of(count * counts.length / seconds)));
        }
        return Optional.of(new TopicShape.Arrival(Rounded.of(seconds), rates));
    }

    private static long[] counts(long[] sorted, int parts) {
        long[] counts = new long[parts];
        double span = sorted[sorted.length - 1] - sorted[0];
        for (long time : sorted) {
            counts[(int) Math.min(parts - 1, (time - sorted[0]) / span * parts)]++;
        }
        return counts;
    }

    private static boolean steady(long[] counts) {
        double mean = Arrays.stream(counts).average().orElse(0);
        double most = Math.max(SAME * mean, CHANCE * Math.sqrt(mean));
        return Arrays.stream(counts).allMatch(count -> Math.abs(count - mean) <= most);
    }
}
