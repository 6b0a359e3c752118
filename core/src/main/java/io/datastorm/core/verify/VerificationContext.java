package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.stamp.DueStamp;

/**
 * What senders need so that a run can be verified.
 *
 * @param heading whose records are to be stamped
 * @param journal is told what became of records
 * @param due stamps when each record was due; null if records do not tell
 */
public record VerificationContext(Heading heading, Journal journal, DueStamp due) {
    /** Whether each record also says when it was due. */
    public boolean timed() {
        return due != null;
    }
}
