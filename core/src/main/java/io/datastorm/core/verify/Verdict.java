package io.datastorm.core.verify;

/**
 * What a verification means. The first that applies, in this order: BROKEN, INCOMPLETE, VOID, PARTIAL, UNACKNOWLEDGED,
 * CLEAN.
 */
public enum Verdict {
    /** Every acknowledged record is there, once, in its lane's order, as it was sent. */
    CLEAN,
    /** Something is wrong. */
    BROKEN,
    /** Nothing wrong was found, but not everything could be read. */
    INCOMPLETE,
    /** Nothing wrong was found, but retention or compaction has removed records: nothing can be said about those. */
    VOID,
    /**
     * Nothing wrong was found as far as the journal goes, but it was cut off or is damaged: it does not speak of all
     * records.
     */
    PARTIAL,
    /** Nothing wrong was found, but no record was acknowledged: nothing was promised. */
    UNACKNOWLEDGED
}
