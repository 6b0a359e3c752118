package io.datastorm.core.verify.journal;

/** What became of a transaction, as far as the generator knows. */
public enum TransactionOutcome {
    /** The cluster said that it is committed. */
    COMMITTED(4),
    /** The cluster said that it is aborted. */
    ABORTED(5),
    /** Nobody knows: the cluster did not say. */
    UNRESOLVED(6);

    private final int code;

    TransactionOutcome(int code) {
        this.code = code;
    }

    /** In a journal; other than all codes of {@link Outcome}. */
    int code() {
        return code;
    }

    /** Null if there is none. */
    static TransactionOutcome of(int code) {
        for (TransactionOutcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        return null;
    }
}
