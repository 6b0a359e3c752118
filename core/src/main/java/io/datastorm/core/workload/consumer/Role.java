package io.datastorm.core.workload.consumer;

import java.util.Locale;

/** Which side of its topic a stream is on. */
public enum Role {
    /** It writes. */
    PRODUCE,
    /** It reads what is there. */
    CONSUME,
    /** It writes, and reads what it writes. */
    BOTH;

    /** As {@code --role} says it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
