package io.datastorm.generator.value;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * A field that has the same text in each record, whatever its rules say.
 *
 * @param path of the field: {@code trace}, or {@code meta.trace} of a record within a record
 */
public record FixedText(String path, String text) {
    /**
     * Finds the field.
     *
     * @throws IllegalArgumentException if there is none, or if it is not a text
     */
    public static FixedText of(Schema schema, String path, String text) {
        Schema field = FieldPath.of(schema, path).schema();
        List<Schema> branches = field.isUnion() ? field.getTypes() : List.of(field);
        if (branches.stream().noneMatch(FixedText::anyText)) {
            throw new IllegalArgumentException(
                    "must be a string without a logical type, or a union with one, but is of type "
                            + branches.stream().map(FixedText::type).collect(Collectors.joining(", ")));
        }
        return new FixedText(path, text);
    }

    /** A logical type is for text of one form. */
    private static boolean anyText(Schema branch) {
        return branch.getType() == Schema.Type.STRING && branch.getLogicalType() == null;
    }

    private static String type(Schema field) {
        String type = field.getType().getName();
        return field.getLogicalType() == null
                ? type
                : type + " (" + field.getLogicalType().getName() + ")";
    }

    /** Whether it is a field, or a part of one; empty: the whole value. */
    public boolean within(String field) {
        return field.isEmpty() || path.equals(field) || path.startsWith(field + ".");
    }
}
