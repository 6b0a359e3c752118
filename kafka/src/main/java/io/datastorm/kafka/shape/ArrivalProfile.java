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
    /** Parts that differ by no more have the same rate. */
    private static final double SAME = 0.1;
    /** So many standard deviations away chance alone hardly leads. */
    private static final double CHANCE = 4;

    private final Map<Integer, LongStream.Builder> times = new HashMap<>();
    private final Map<Integer, Long> first = new HashMap<>();

    /** Takes the timestamp of a record. */
    void add(int partition, long millis) {
        times.computeIfAbsent(partition, each -> LongStream.builder()).add(millis);
        first.merge(partition, millis, Math::min);
    }

    /** In the time that the sample of each partition covers; empty if that is less than a second. */
    Optional<TopicShape.Arrival> shape() {
        long begin = first.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long[] covered = times.values().stream()
                .flatMapToLong(LongStream.Builder::build)
                .filter(time -> time >= begin)
                .sorted()
                .toArray();
        if (covered.length < FEWEST || covered[covered.length - 1] - begin < MILLIS) {
            return Optional.empty();
        }
        double seconds = (covered[covered.length - 1] - begin) / MILLIS;
        long[] counts = counts(covered, begin, (int) Math.min(MOST_PARTS, seconds));
        List<Double> rates = new ArrayList<>();
        if (steady(counts)) {
            rates.add(Rounded.of(covered.length / seconds));
        } else {
            Arrays.stream(counts).forEach(count -> rates.add(Rounded.of(count * counts.length / seconds)));
        }
        return Optional.of(new TopicShape.Arrival(Rounded.of(seconds), rates));
    }

    private static long[] counts(long[] sorted, long begin, int parts) {
        long[] counts = new long[parts];
        double span = sorted[sorted.length - 1] - begin;
        for (long time : sorted) {
            counts[(int) Math.min(parts - 1, (time - begin) / span * parts)]++;
        }
        return counts;
    }

    private static boolean steady(long[] counts) {
        double mean = Arrays.stream(counts).average().orElse(0);
        double most = Math.max(SAME * mean, CHANCE * Math.sqrt(mean));
        return Arrays.stream(counts).allMatch(count -> Math.abs(count - mean) <= most);
    }
}
