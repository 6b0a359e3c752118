package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.Counts;
import java.util.OptionalLong;

/**
 * How many records of a stream were told to be stored, and of how many nobody knows; with the control records that end
 * transactions.
 *
 * @param committed acknowledged records of transactions that are committed
 * @param unresolved records without an answer
 * @param markers control records of transactions that have ended
 * @param unresolvedMarkers those of transactions of which nobody knows whether they have ended
 */
public record ToldRecords(long acknowledged, long committed, long unresolved, long markers, long unresolvedMarkers) {
    static ToldRecords of(Counts counts) {
        return new ToldRecords(
                counts.sent().acknowledged(),
                counts.transactions().committedRecords(),
                counts.unresolvedRecords(),
                counts.transactions().markers(),
                counts.transactions().unresolvedMarkers());
    }

    /**
     * How many records consumers of committed records get; empty if nobody knows exactly.
     *
     * @param transactions whether records are written in transactions
     */
    public OptionalLong visible(boolean transactions) {
        return unresolved + unresolvedMarkers > 0
                ? OptionalLong.empty()
                : OptionalLong.of(transactions ? committed : acknowledged);
    }

    /** By so much a topic has grown at least. */
    public long least() {
        return acknowledged + markers;
    }

    /** And by so much at most: a coordinator that takes over may write markers once more. */
    public long most() {
        return least() + markers + unresolved + unresolvedMarkers;
    }
}
