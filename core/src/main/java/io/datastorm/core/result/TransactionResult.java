package io.datastorm.core.result;

/**
 * What became of the transactions of all streams, warm-up included; latencies are those of the measured window.
 *
 * @param committed the cluster said that they are committed
 * @param aborted the cluster said that they are aborted: on purpose, or because a record could not be sent
 * @param unresolved the cluster did not say what became of them
 * @param replacedProducers producers that could not go on, fenced ones for example; others took their place
 * @param committedRecords records of those that are committed
 * @param commitLatency from when a commit was asked for until the cluster said that it is done
 * @param openTime from the first record of a transaction until it was committed or aborted
 * @param torn a part of its records is visible to consumers of committed records, and a part is not; null if nothing
 *     was verified, as are the following
 * @param lost committed, and none of its records is visible
 * @param resurrected aborted, and records of it are visible
 * @param hanging open for longer than its timeout
 */
public record TransactionResult(
        long committed,
        long aborted,
        long unresolved,
        long replacedProducers,
        long committedRecords,
        RunResult.Summary commitLatency,
        RunResult.Summary openTime,
        Long torn,
        Long lost,
        Long resurrected,
        Long hanging) {
    /** The same with what reading everything back has shown; null if there was nothing to show. */
    TransactionResult verified(Verification.Transactions found) {
        return found == null
                ? this
                : new TransactionResult(
                        committed,
                        aborted,
                        unresolved,
                        replacedProducers,
                        committedRecords,
                        commitLatency,
                        openTime,
                        found.torn(),
                        found.lost(),
                        found.resurrected(),
                        found.hanging());
    }
}
