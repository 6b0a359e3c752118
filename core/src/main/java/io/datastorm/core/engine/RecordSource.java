package io.datastorm.core.engine;

import io.datastorm.generator.DrawnKeys;
import java.util.Optional;

/** Where a sender's records come from. */
public sealed interface RecordSource permits RecordPool, RecordEncoder, Recording {
    /** Keys that are drawn for each record; empty: a record has the key of its value, or none. */
    Optional<DrawnKeys> drawnKeys();
}
