package io.datastorm.generator.compile;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Whether a record's values can contain values of the same record. */
final class Recursion {
    private final String name;
    private final Set<String> seen = new HashSet<>();

    Recursion(String name) {
        this.name = name;
    }

    /** Whether the named record can be reached from within this schema. */
    boolean reaches(Schema schema) {
        return children(schema).anyMatch(child -> {
            if (child.getType() == Schema.Type.RECORD) {
                if (child.getFullName().equals(name)) {
                    return true;
                }
                if (!seen.add(child.getFullName())) {
                    return false;
                }
            }
            return reaches(child);
        });
    }

    private static Stream<Schema> children(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> schema.getFields().stream().map(Schema.Field::schema);
            case UNION -> schema.getTypes().stream();
            case ARRAY -> Stream.of(schema.getElementType());
            case MAP -> Stream.of(schema.getValueType());
            default -> Stream.empty();
        };
    }
}
