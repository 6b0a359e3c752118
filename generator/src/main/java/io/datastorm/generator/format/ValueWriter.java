package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.stamp.Slot;
import java.util.List;

/** Writes values of a schema in a format, and marks the places of stamps. Immutable and thread-safe. */
interface ValueWriter {
    /** The slots, in the order of the fields. */
    List<Slot> slots();

    /** Writes a value behind what the target has. */
    void write(Object value, EncodedRecord target);
}
