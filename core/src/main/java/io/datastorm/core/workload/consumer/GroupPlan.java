package io.datastorm.core.workload.consumer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The groups of a stream: each of them reads all of its records.
 *
 * @param count how many
 * @param name of the group, or what the names of several begin with; empty: one that nobody else has
 * @param allowed the name of a group that may be joined although it exists
 * @param protocol how their members agree
 * @param readCommitted whether they leave out records of transactions that are open or aborted
 * @param commit when offsets are committed
 */
public record GroupPlan(
        int count,
        Optional<String> name,
        Optional<String> allowed,
        GroupProtocol protocol,
        boolean readCommitted,
        CommitRule commit) {
    /** The value of {@code isolation.level}. */
    public String isolationLevel() {
        return readCommitted ? "read_committed" : "read_uncommitted";
    }

    /** The names of the groups; this one is used if the plan has none. */
    public List<String> names(String otherwise) {
        String first = name.orElse(otherwise);
        return count == 1
                ? List.of(first)
                : IntStream.rangeClosed(1, count)
                        .mapToObj(number -> first + "-" + number)
                        .toList();
    }
}
