package io.datastorm.core.verify.journal;

import io.datastorm.core.verify.lane.Ranges;

/**
 * Sequences of one lane by their outcome: a few ranges, since records are acknowledged nearly in order. Not to be
 * changed by readers.
 */
public final class LaneOutcomes {
    private final Ranges acknowledged = new Ranges();
    private final Ranges failed = new Ranges();
    private final Ranges unresolved = new Ranges();
    private final LaneTransactions transactions = new LaneTransactions();

    LaneOutcomes() {}

    void add(Outcome outcome, long first, long end) {
        of(outcome).add(first, end);
    }

    /** The transactions that have records of it. */
    public LaneTransactions transactions() {
        return transactions;
    }

    /** The sequences with an outcome. */
    public Ranges of(Outcome outcome) {
        return switch (outcome) {
            case ACKNOWLEDGED -> acknowledged;
            case FAILED -> failed;
            case UNRESOLVED -> unresolved;
        };
    }
}
