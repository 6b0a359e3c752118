package io.datastorm.core.workload.consumer;

import java.util.Locale;

/** How the members of a group agree on who reads what. */
public enum GroupProtocol {
    /** The group coordinator assigns partitions (KIP-848). */
    CONSUMER,
    /** The members assign partitions themselves. */
    CLASSIC,
    /** Members take records, and not partitions, and acknowledge each of them (KIP-932). */
    SHARE;

    /** As {@code --protocol} says it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
