package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.encoding.ValueWriter;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * The field of a value that is the record's key, in a format of its own.
 *
 * <p>Immutable and thread-safe.
 */
public final class KeyField {
    private final String path;
    private final List<Integer> positions;
    private final Schema schema;
    private final Format format;
    private final ValueWriter writer;

    private KeyField(String path, List<Integer> positions, Schema schema, Format format) {
        this.path = path;
        this.positions = positions;
        this.schema = schema;
        this.format = format;
        this.writer = new ValueWriter(schema, Map.of(), format.encoding());
    }

    /**
     * Finds a field.
     *
     * @param path its name; of a record within a record {@code outer.inner}, also if that may be null
     * @throws InvalidInput if there is none, or its value cannot be a key
     */
    public static KeyField of(Schema schema, String path, Format format) {
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
        requireScalar(path, current, format);
        return new KeyField(path, List.copyOf(positions), withoutNull(current), format);
    }

    /** A key that is null is none. */
    private static Schema withoutNull(Schema schema) {
        List<Schema> others = branches(schema).stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return others.size() == 1 ? others.get(0) : Schema.createUnion(others);
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

    private static void requireScalar(String path, Schema schema, Format format) {
        for (Schema branch : branches(schema)) {
            switch (branch.getType()) {
                case RECORD, ARRAY, MAP ->
                    throw refused(path, "is of type " + kind(branch) + "; a key is a single value");
                case NULL -> {}
                default -> {
                    if (!format.writes(branch)) {
                        throw refused(
                                path,
                                "is of type %s, which --key-format %s cannot write; use string or avro"
                                        .formatted(kind(branch), format.text()));
                    }
                }
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

    /** What a registry gets to know of the keys: the type of the field, without null. */
    Optional<RegisteredSchema> registeredSchema() {
        return format.registeredSchema(schema);
    }

    /** The key in a value of Avro's generic data; empty where the field, or a record around it, is null. */
    Optional<Object> of(Object value) {
        Object current = value;
        for (int position : positions) {
            current = current instanceof IndexedRecord record ? record.get(position) : null;
        }
        return Optional.ofNullable(current);
    }

    /** Writes a key behind what the target has. */
    void write(Object ofKey, EncodedRecord target) {
        writer.write(ofKey, target);
    }
}
