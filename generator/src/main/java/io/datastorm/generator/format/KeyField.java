package io.datastorm.generator.format;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * The field of a value that is the record's key: as text in UTF-8, the way Kafka's string serializer writes it; bytes
 * and fixed as they are.
 *
 * <p>Immutable and thread-safe.
 */
public final class KeyField {
    private final String path;
    private final List<Integer> positions;

    private KeyField(String path, List<Integer> positions) {
        this.path = path;
        this.positions = positions;
    }

    /**
     * Finds a field.
     *
     * @param path its name; of a record within a record {@code outer.inner}, also if that may be null
     * @throws InvalidInput if there is none, or its value cannot be a key
     */
    public static KeyField of(Schema schema, String path) {
        List<Integer> positions = new ArrayList<>();
        Schema current = schema;
        for (String name : path.split("\\.", -1)) {
            Schema record = recordOf(current);
            if (record == null) {
                throw refused(
                        path,
                        "the schema has no such field: what '" + name + "' should be part of is of type "
                                + kind(current));
            }
            Schema.Field field = record.getField(name);
            if (field == null) {
                List<String> known =
                        record.getFields().stream().map(Schema.Field::name).toList();
                throw refused(
                        path,
                        "the schema has no field '" + name + "'; there are " + String.join(", ", known)
                                + Nearest.hint(name, known));
            }
            positions.add(field.pos());
            current = field.schema();
        }
        requireScalar(path, current);
        return new KeyField(path, List.copyOf(positions));
    }

    /** The record, or the only one of a union; null: there is none. */
    private static Schema recordOf(Schema schema) {
        List<Schema> records = branches(schema).stream()
                .filter(branch -> branch.getType() == Schema.Type.RECORD)
                .toList();
        return records.size() == 1 ? records.get(0) : null;
    }

    private static List<Schema> branches(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
    }

    private static void requireScalar(String path, Schema schema) {
        for (Schema branch : branches(schema)) {
            switch (branch.getType()) {
                case RECORD, ARRAY, MAP ->
                    throw refused(path, "is of type " + kind(branch) + "; a key is a single value");
                default -> {}
            }
        }
        if (schema.getType() == Schema.Type.NULL) {
            throw refused(path, "is always null; a key is a value");
        }
    }

    private static String kind(Schema schema) {
        return schema.getType().getName();
    }

    private static InvalidInput refused(String path, String what) {
        return new InvalidInput("--key", "'" + path + "': " + what);
    }

    /** Its path. */
    public String path() {
        return path;
    }

    /** The key of a value of Avro's generic data; null where the field, or a record around it, is null. */
    byte[] of(Object value) {
        Object current = value;
        for (int position : positions) {
            current = current instanceof IndexedRecord record ? record.get(position) : null;
        }
        if (current == null) {
            return null;
        }
        if (current instanceof GenericFixed fixed) {
            return fixed.bytes().clone();
        }
        if (current instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return current.toString().getBytes(StandardCharsets.UTF_8);
    }
}
