package io.datastorm.core.verify.group;

/** What a group's deliveries come to. */
public enum GroupVerdict {
    /** It got every record of the log once. */
    EXACTLY_ONCE("exactlyOnce"),
    /** It got every record of the log, and some of them more than once. */
    AT_LEAST_ONCE("atLeastOnce"),
    /** It skipped records, got them in another order, or got records that were not committed. */
    BROKEN("broken"),
    /** It did not read up to the end. */
    INCOMPLETE("incomplete");

    private final String word;

    GroupVerdict(String word) {
        this.word = word;
    }

    /** As the result document has it. */
    public String word() {
        return word;
    }
}
