package io.datastorm.core.proof;

import io.datastorm.core.proof.journal.Heading;
import io.datastorm.core.proof.journal.Journal;

/**
 * What senders need so that a run can be verified.
 *
 * @param heading whose records are to be stamped
 * @param journal is told what became of records
 * @param timed whether each record also says when it was due ({@link io.datastorm.core.proof.stamp.DueStamp})
 */
public record Proof(Heading heading, Journal journal, boolean timed) {}
