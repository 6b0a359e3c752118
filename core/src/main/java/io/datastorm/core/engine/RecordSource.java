package io.datastorm.core.engine;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.stamp.Slot;
import java.util.List;
import java.util.Optional;

/** Where a sender's records come from. */
public sealed interface RecordSource permits RecordPool, RecordEncoder, Recording {
    /** Keys that are drawn for each record; empty: a record has the key of its value, or none. */
    Optional<DrawnKeys> drawnKeys();

    /** What is written anew into each value. */
    List<Slot> slots();
}
