package io.datastorm.core.workload.consumer;

import java.util.Locale;

/** Through what records are read. */
public enum ReaderKind {
    /** The official client: what an application would get. */
    CONSUMER,
    /** Fetch responses, batch by batch: what the cluster gives. */
    DIRECT;

    /** As {@code --reader} says it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
