package io.datastorm.core.verify;

import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.journal.Journal;

/**
 * What senders need so that a run can be verified.
 *
 * @param heading whose records are to be stamped
 * @param journal is told what became of records
 * @param timed whether each record also says when it was due ({@link io.datastorm.core.verify.stamp.DueStamp})
 */
public record VerificationContext(Heading heading, Journal journal, boolean timed) {}
