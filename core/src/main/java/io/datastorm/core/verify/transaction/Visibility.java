package io.datastorm.core.verify.transaction;

/** Whether a record that stands in the log is returned to a consumer that reads committed records only. */
public enum Visibility {
    /** It is. */
    VISIBLE,
    /** It is not: its transaction was aborted. */
    ABORTED,
    /** It is not yet: its transaction is still open. */
    OPEN,
    /** It is not yet: a transaction of somebody else, which began before it, is still open. */
    BLOCKED
}
