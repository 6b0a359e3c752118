package io.datastorm.core.measure;

import io.datastorm.generator.dirt.DirtKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many events were wrong on purpose. Addable in any order. Immutable.
 *
 * @param counts of each kind; a kind that is missing has none
 */
public record DirtCounts(Map<DirtKind, Long> counts) {
    /** None. */
    public static final DirtCounts NONE = new DirtCounts(Map.of());

    public DirtCounts {
        counts = Map.copyOf(counts);
    }

    /** Those of one kind. */
    public long of(DirtKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Both together. */
    public DirtCounts plus(DirtCounts other) {
        return combined(other, 1);
    }

    /** What was added since these were the counts. */
    public DirtCounts since(DirtCounts earlier) {
        return combined(earlier, -1);
    }

    private DirtCounts combined(DirtCounts other, int sign) {
        Map<DirtKind, Long> both = new EnumMap<>(DirtKind.class);
        both.putAll(counts);
        other.counts.forEach((kind, count) -> both.merge(kind, sign * count, Long::sum));
        both.values().removeIf(count -> count == 0);
        return new DirtCounts(both);
    }
}
