package io.datastorm.core.measure;

/**
 * How transactions ended, warm-up included. Addable in any order. Immutable.
 *
 * @param committed the cluster said that they are committed
 * @param aborted likewise aborted: on purpose, or because a record could not be sent
 * @param unresolved nobody knows
 * @param replacedProducers producers that could not go on, fenced ones for example; others took their place
 * @param committedRecords records of those that are committed
 * @param markers control records that were written for those that are committed or aborted: one in each partition
 * @param unresolvedMarkers control records that may have been written for the others
 */
public record TransactionCounts(
        long committed,
        long aborted,
        long unresolved,
        long replacedProducers,
        long committedRecords,
        long markers,
        long unresolvedMarkers) {
    /** None. */
    public static final TransactionCounts NONE = new TransactionCounts(0, 0, 0, 0, 0, 0, 0);

    TransactionCounts plus(TransactionCounts other, int sign) {
        return new TransactionCounts(
                committed + sign * other.committed,
                aborted + sign * other.aborted,
                unresolved + sign * other.unresolved,
                replacedProducers + sign * other.replacedProducers,
                committedRecords + sign * other.committedRecords,
                markers + sign * other.markers,
                unresolvedMarkers + sign * other.unresolvedMarkers);
    }
}
