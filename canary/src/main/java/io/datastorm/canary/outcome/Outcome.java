package io.datastorm.canary.outcome;

/** What became of a record by its deadline. */
public enum Outcome {
    /** It was acknowledged, and read. */
    GOOD,
    /** The producer did not take it in time: it waited for metadata, or for a record before it. */
    NOT_SENT,
    /** It was sent, and no acknowledgement came, or a refusal. */
    NOT_ACKNOWLEDGED,
    /** It was acknowledged, and the consumer did not get it. */
    NOT_READ
}
