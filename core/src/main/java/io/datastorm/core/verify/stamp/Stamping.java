package io.datastorm.core.verify.stamp;

import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.journal.Journal;
import java.util.Optional;

/**
 * What senders write into records so that they can be followed.
 *
 * @param proof so that a run can be verified; empty if it is not
 * @param due when each record was due; empty if records do not tell
 */
public record Stamping(Optional<Proof> proof, Optional<DueStamp> due) {
    /** Records are as their schema says. */
    public static final Stamping NONE = new Stamping(Optional.empty(), Optional.empty());

    /**
     * What a verification needs.
     *
     * @param heading whose records are to be stamped
     * @param journal is told what became of records
     */
    public record Proof(Heading heading, Journal journal) {}

    /** Whether records get a stamp at all. */
    public boolean any() {
        return proof.isPresent() || due.isPresent();
    }
}
