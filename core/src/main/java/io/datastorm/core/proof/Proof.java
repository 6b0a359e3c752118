package io.datastorm.core.proof;

/**
 * What senders need so that a run can be verified.
 *
 * @param runId goes into each record's stamp
 * @param journal is told what became of records
 * @param timed whether each record also says when it was due ({@link DueStamp})
 */
public record Proof(String runId, Journal journal, boolean timed) {}
