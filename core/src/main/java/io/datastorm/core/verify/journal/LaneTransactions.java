package io.datastorm.core.verify.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The transactions that have records of one lane. Not to be changed by readers. */
public final class LaneTransactions {
    private final List<Part> parts = new ArrayList<>();

    LaneTransactions() {}

    /**
     * The part of a transaction that lies in the lane.
     *
     * @param number of the transaction among those of its worker, from 0
     * @param first sequence
     * @param end behind the last sequence
     */
    public record Part(TransactionOutcome outcome, int number, long first, long end) {}

    void add(TransactionOutcome outcome, long number, long first, long end) {
        parts.add(new Part(outcome, Math.toIntExact(number), first, end));
    }

    /** All of them, in the order in which the journal tells of them. */
    public List<Part> parts() {
        return Collections.unmodifiableList(parts);
    }

    /** Behind the last sequence of them; 0 if there are none. */
    public long end() {
        return parts.stream().mapToLong(Part::end).max().orElse(0);
    }
}
