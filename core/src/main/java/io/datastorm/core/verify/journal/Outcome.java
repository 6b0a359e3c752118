package io.datastorm.core.verify.journal;

/** What became of records, as far as the generator knows. */
public enum Outcome {
    /** A broker said that they are stored. */
    ACKNOWLEDGED(1),
    /** They are surely not stored. */
    FAILED(2),
    /** Nobody knows: no answer came, or none was asked for (acks=0). */
    UNRESOLVED(3);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    /** In a journal. */
    int code() {
        return code;
    }

    /** Null if there is none. */
    static Outcome of(int code) {
        for (Outcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        return null;
    }
}
