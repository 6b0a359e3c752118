package io.datastorm.core.verify.group;

import java.util.Locale;

/** What can be said of a record that a group did not get once, in its order. */
public enum DeliveryAnomaly {
    /** It stands in the log, and the group did not get it, though it got what stands behind it. */
    SKIPPED,
    /** The group got it for the first time when it had got records that stand behind it. */
    OUT_OF_ORDER,
    /** The group got it once more. */
    REDELIVERED,
    /** It stands in the log twice, and the group got both. */
    DUPLICATED,
    /** Its transaction was aborted, or is open, and the group, which reads committed records only, got it. */
    UNCOMMITTED;

    /** For people. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
