package io.datastorm.generator.encoding;

import io.datastorm.generator.stamp.Stamp;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** How a format writes the nodes of a schema. Immutable and thread-safe. */
public interface Encoding {
    /** The stamp that refreshes such text or bytes in place; empty: a value of this type has no fixed width. */
    Optional<Stamp> inPlace(Schema schema, Stamp stamp);

    /** Writes a value without stamps in it. */
    NodeWriter plain(Schema schema);

    /** Writes a value and marks its slot. */
    NodeWriter stamped(Schema schema, Stamp stamp, int slot);

    /** Writes a record by the writers of its fields. */
    NodeWriter record(Schema schema, List<NodeWriter> writers);

    /** Writes a value of a union by the writers of its branches. */
    NodeWriter union(Schema schema, List<NodeWriter> branches);
}
