package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.encoding.ValueWriter;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.value.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The field of a value that is the record's key, in a format of its own.
 *
 * <p>Immutable and thread-safe.
 */
public final class KeyField {
    private final FieldPath field;
    private final Schema schema;
    private final Format format;
    private final ValueWriter writer;

    private KeyField(FieldPath field, Schema schema, Format format) {
        this.field = field;
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
        FieldPath field;
        try {
            field = FieldPath.of(schema, path);
        } catch (IllegalArgumentException e) {
            throw refused(path, e.getMessage());
        }
        requireScalar(path, field.schema(), format);
        return new KeyField(field, withoutNull(field.schema()), format);
    }

    /** A key that is null is none. */
    private static Schema withoutNull(Schema schema) {
        List<Schema> others = branches(schema).stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return others.size() == 1 ? others.get(0) : Schema.createUnion(others);
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
        return field.path();
    }

    /** What a registry gets to know of the keys: the type of the field, without null. */
    Optional<RegisteredSchema> registeredSchema() {
        return format.registeredSchema(schema);
    }

    /** The key in a value of Avro's generic data; empty where the field, or a record around it, is null. */
    Optional<Object> of(Object value) {
        return Optional.ofNullable(field.in(value));
    }

    /** Writes a key behind what the target has. */
    void write(Object ofKey, EncodedRecord target) {
        writer.write(ofKey, target);
    }
}
