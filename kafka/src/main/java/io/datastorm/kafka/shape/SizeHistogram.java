package io.datastorm.kafka.shape;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often each size occurs: exactly if there are few of them, otherwise in ranges that grow with the size. Not
 * thread-safe.
 */
final class SizeHistogram {
    private static final int FEW = 24;
    /** Ranges between a power of two and the next. */
    private static final int PARTS = 4;

    private final TreeMap<Integer, Integer> counts = new TreeMap<>();

    /** Counts a size; plain bytes have one byte at least. */
    void add(int size) {
        counts.merge(Math.max(1, size), 1, Integer::sum);
    }

    /** Weighted ranges, as {@code --size-distribution} takes them; empty: nothing was counted. */
    Optional<String> ranges() {
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        if (counts.size() <= FEW) {
            return Optional.of(counts.entrySet().stream()
                    .map(size -> size.getKey() + ":" + size.getValue())
                    .collect(Collectors.joining(",")));
        }
        Map<Integer, Range> ranges = new TreeMap<>();
        counts.forEach((size, count) -> ranges.merge(part(size), new Range(size, size, count), Range::with));
        return Optional.of(ranges.values().stream().map(Range::toString).collect(Collectors.joining(",")));
    }

    private static int part(int size) {
        int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size);
        return power * PARTS + (int) (((long) (size - (1 << power)) * PARTS) >> power);
    }

    private record Range(int low, int high, int count) {
        Range with(Range other) {
            return new Range(Math.min(low, other.low), Math.max(high, other.high), count + other.count);
        }

        @Override
        public String toString() {
            return low + "-" + high + ":" + count;
        }
    }
}
