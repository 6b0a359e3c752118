package io.datastorm.core.verify;

import java.util.Locale;

/** What can be wrong with a record that was read back, or was not. */
public enum Anomaly {
    /** Acknowledged, and not there. */
    LOST,
    /** There once more. */
    DUPLICATED,
    /** There, but behind records of its lane that were sent after it. */
    REORDERED,
    /** There, but not as it was sent. */
    CORRUPTED,
    /** There, but in another partition or topic than intended. */
    MISPLACED,
    /** Reported as failed, and there all the same. */
    PHANTOM,
    /** Acknowledged at one offset, and read at another. */
    OFFSET_DISAGREES,
    /**
     * At an offset that is not higher than that of the record before it in the log: consumers get it twice, or not at
     * all.
     */
    REPEATED_OFFSET;

    /** For people: {@code offset disagrees}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
