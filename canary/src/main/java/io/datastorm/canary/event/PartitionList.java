package io.datastorm.canary.event;

import java.util.List;
import java.util.stream.Collectors;

/** Partitions in a line of text. */
public final class PartitionList {
    private PartitionList() {}

    /** Such as "partition 3", or "partitions 0, 2". */
    public static String of(List<Integer> partitions) {
        String all = partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (partitions.size() == 1 ? "partition " : "partitions ") + all;
    }
}
