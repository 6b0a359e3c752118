package io.datastorm.core.proof;

/**
 * What senders need so that a run can be verified.
 *
 * @param runId goes into each record's stamp
 * @param journal is told what became of records
 */
public record Proof(String runId, Journal journal) {}
