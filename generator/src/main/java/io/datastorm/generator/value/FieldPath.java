package io.datastorm.generator.value;

import io.datastorm.generator.input.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * A field of a schema: by its name, or {@code outer.inner} of a record within a record, also if that may be null.
 *
 * @param path as it is written
 * @param schema of the field
 */
public record FieldPath(String path, Schema schema, List<Integer> positions) {
    /**
     * Finds a field.
     *
     * @throws IllegalArgumentException if there is none, with what there is
     */
    public static FieldPath of(Schema schema, String path) {
        List<Integer> positions = new ArrayList<>();
        Schema current = schema;
        for (String name : path.split("\\.", -1)) {
            Schema record = recordOf(current);
            if (record == null) {
                throw new IllegalArgumentException(
                        "the schema has no such field: what '%s' should be part of is of type %s"
                                .formatted(name, current.getType().getName()));
            }
            Schema.Field field = record.getField(name);
            if (field == null) {
                List<String> known =
                        record.getFields().stream().map(Schema.Field::name).toList();
                throw new IllegalArgumentException("the schema has no field '" + name + "'; there are "
                        + String.join(", ", known) + Nearest.hint(name, known));
            }
            positions.add(field.pos());
            current = field.schema();
        }
        return new FieldPath(path, current, List.copyOf(positions));
    }

    /** The record, or the only one of a union; null: there is none. */
    private static Schema recordOf(Schema schema) {
        List<Schema> branches = schema.isUnion() ? schema.getTypes() : List.of(schema);
        List<Schema> records = branches.stream()
                .filter(branch -> branch.getType() == Schema.Type.RECORD)
                .toList();
        return records.size() == 1 ? records.get(0) : null;
    }

    /** Its value in a value of Avro's generic data; null where it, or a record around it, is null. */
    public Object in(Object value) {
        Object current = value;
        for (int position : positions) {
            current = current instanceof IndexedRecord record ? record.get(position) : null;
        }
        return current;
    }
}
