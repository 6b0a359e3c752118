package io.datastorm.kafka.relay;

/** What an application that reads, processes and writes promises if it dies in the midst of it. */
public enum Guarantee {
    /** Offsets are committed in the transaction that has the records (KIP-98, KIP-447). */
    EXACTLY_ONCE,
    /** Offsets are committed when the records are written: some are written again. */
    AT_LEAST_ONCE,
    /** Offsets are committed before the records are written: some are lost. */
    AT_MOST_ONCE
}
