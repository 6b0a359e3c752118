package io.datastorm.core.verify.through;

import java.util.Locale;

/** What can be said of a record that an application has not written once, in its order. */
public enum ThroughAnomaly {
    /** It stands in the topic that the application reads, and not in the one that it writes. */
    LOST,
    /** It stands there once more. */
    DUPLICATED,
    /** It stands there behind records of its lane, in its partition, that were sent after it. */
    REORDERED,
    /** Its transaction was aborted, or is open, and the application has written it all the same. */
    UNCOMMITTED;

    /** Whether it is told by its place in the topic that the application reads, and not in the one that it writes. */
    public boolean ofInput() {
        return this == LOST || this == UNCOMMITTED;
    }

    /** For people. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
