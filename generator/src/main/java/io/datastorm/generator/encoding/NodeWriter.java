package io.datastorm.generator.encoding;

import io.datastorm.generator.EncodedRecord;

/** Writes values of one node of a schema, of Avro's generic data. Immutable and thread-safe. */
@FunctionalInterface
public interface NodeWriter {
    /** Writes a value behind what the record has. */
    void write(Object value, EncodedRecord record);
}
