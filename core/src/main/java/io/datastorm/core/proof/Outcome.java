package io.datastorm.core.proof;

import java.io.IOException;

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

    static Outcome of(int code) throws IOException {
        for (Outcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IOException("the journal is damaged: there is no outcome " + code);
    }
}
