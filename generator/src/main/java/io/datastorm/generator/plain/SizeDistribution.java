package io.datastorm.generator.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How large values are: weighted ranges, and within a range all sizes are equally likely. Immutable.
 *
 * @param ranges at least one
 */
public record SizeDistribution(List<Range> ranges) {
    public SizeDistribution {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("needs at least one range");
        }
    }

    /**
     * Sizes of some values.
     *
     * @param low the smallest, in bytes
     * @param high the largest
     * @param weight how often one of them occurs, compared with the other ranges
     */
    public record Range(int low, int high, int weight) {
        public Range {
            if (high < low) {
                throw new IllegalArgumentException("a range must grow: %d-%d".formatted(low, high));
            }
            if (weight < 1) {
                throw new IllegalArgumentException("a weight must be positive, got " + weight);
            }
        }
    }

    /** All values have the same size. */
    public static SizeDistribution fixed(int size) {
        return new SizeDistribution(List.of(new Range(size, size, 1)));
    }

    /**
     * Reads {@code 64-256:70,1024-4096:30}: each range, or single size, with its weight, which is 1 if it is left out.
     *
     * @param size reads a size
     * @throws IllegalArgumentException with what is wrong
     */
    public static SizeDistribution parse(String text, ToIntFunction<String> size) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                ranges.add(range(part.trim(), size));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("in '" + part.trim() + "': " + e.getMessage(), e);
            }
        }
        return new SizeDistribution(ranges);
    }

    private static Range range(String text, ToIntFunction<String> size) {
        String[] halves = text.split(":", 2);
        String[] ends = halves[0].split("-", 2);
        return new Range(
                size.applyAsInt(ends[0].trim()),
                size.applyAsInt(ends[ends.length - 1].trim()),
                halves.length == 1 ? 1 : weight(halves[1].trim()));
    }

    private static int weight(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a weight must be a whole number, got '" + text + "'", e);
        }
    }

    /** The size that a random number means. Does not allocate. */
    public int size(long random) {
        long all = 0;
        for (int i = 0; i < ranges.size(); i++) {
            all += ranges.get(i).weight();
        }
        long place = Math.floorMod(random >>> Integer.SIZE, all);
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            place -= range.weight();
            if (place < 0) {
                return range.low() + (int) ((random & 0xFFFF_FFFFL) % (range.high() - range.low() + 1L));
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
