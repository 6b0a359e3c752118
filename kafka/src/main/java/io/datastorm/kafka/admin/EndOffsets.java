package io.datastorm.kafka.admin;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the partitions of a topic end, as consumers see it. Immutable.
 *
 * @param known the end offset of each partition that could be asked
 * @param unknown the partitions that could not be asked, because they had no leader
 */
public record EndOffsets(SortedMap<Integer, Long> known, SortedSet<Integer> unknown) {
    /** How far a topic grew, and which partitions that leaves out. */
    public record Growth(long records, SortedSet<Integer> leftOut) {}

    /** Of a topic without any record. */
    static EndOffsets none() {
        return new EndOffsets(new TreeMap<>(), new TreeSet<>());
    }

    /** The sum of those that are known. */
    public long sum() {
        return known.values().stream().mapToLong(end -> end).sum();
    }

    /** How far the topic grew: of partitions that could be asked both times. A new partition counts from 0. */
    public Growth since(EndOffsets before) {
        SortedSet<Integer> leftOut = new TreeSet<>(unknown);
        leftOut.addAll(before.unknown);
        long records = 0;
        for (Map.Entry<Integer, Long> end : known.entrySet()) {
            if (!leftOut.contains(end.getKey())) {
                records += end.getValue() - before.known.getOrDefault(end.getKey(), 0L);
            }
        }
        return new Growth(records, leftOut);
    }
}
