package io.datastorm.generator.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The height of the lowest value of each schema: 0 for a primitive, an empty array, an empty map; one more than its
 * tallest field for a record; its lowest branch for a union. A record that must contain itself has no finite value.
 */
public final class Heights {
    /** The height of a schema without finite values. */
    public static final int INFINITE = Integer.MAX_VALUE;

    private final Map<String, Integer> known = new HashMap<>();

    /** The height of this schema's lowest value, or {@link #INFINITE}. */
    public int of(Schema schema) {
        return of(schema, new HashSet<>());
    }

    private int of(Schema schema, Set<String> open) {
        return switch (schema.getType()) {
            case RECORD -> ofRecord(schema, open);
            case UNION ->
                schema.getTypes().stream()
                        .mapToInt(branch -> of(branch, open))
                        .min()
                        .orElse(INFINITE);
            default -> 0;
        };
    }

    private int ofRecord(Schema schema, Set<String> open) {
        Integer earlier = known.get(schema.getFullName());
        if (earlier != null) {
            return earlier;
        }
        if (!open.add(schema.getFullName())) {
            return INFINITE;
        }
        int tallest = 0;
        for (Schema.Field field : schema.getFields()) {
            tallest = Math.max(tallest, of(field.schema(), open));
        }
        open.remove(schema.getFullName());
        int height = tallest == INFINITE ? INFINITE : tallest + 1;
        // Seen from inside another open record, "infinite" may only mean "through that one": it is not the last word.
        if (height != INFINITE || open.isEmpty()) {
            known.put(schema.getFullName(), height);
        }
        return height;
    }
}
