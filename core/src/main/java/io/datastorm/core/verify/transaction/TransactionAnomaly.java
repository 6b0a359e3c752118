package io.datastorm.core.verify.transaction;

import java.util.Locale;

/** What can be wrong with a transaction. */
public enum TransactionAnomaly {
    /** A part of its records is visible, and a part is not. */
    TORN,
    /** Committed, and none of its records is visible. */
    LOST,
    /** Aborted, and records of it are visible. */
    RESURRECTED,
    /** Open for longer than its timeout: consumers of committed records do not get past it. */
    HANGING;

    /** For people, and in documents. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
