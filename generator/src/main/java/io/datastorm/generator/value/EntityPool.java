package io.datastorm.generator.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.avro.Schema;

/** The records of a stream to which records of other streams refer: what its pool holds. Immutable and thread-safe. */
public final class EntityPool {
    private final int size;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /**
     * Makes the records, and keeps of each what others refer to.
     *
     * @param schema of the records
     * @param values of the records, by their positions
     * @param size how many there are
     * @param paths of the fields to which others refer
     * @throws IllegalArgumentException if there is no such field
     */
    public EntityPool(Schema schema, LongFunction<Object> values, int size, Collection<String> paths) {
        this.size = size;
        for (String path : paths) {
            columns.put(path, new Column(FieldPath.of(schema, path), new ArrayList<>(size)));
        }
        for (int i = 0; i < size; i++) {
            Object value = values.apply(i);
            for (Column column : columns.values()) {
                column.values.add(column.field.in(value));
            }
        }
    }

    /** A field of all records. */
    private record Column(FieldPath field, List<Object> values) {}

    /** How many records there are. */
    public int size() {
        return size;
    }

    /**
     * The values of a field as a type has them.
     *
     * @param path one of the fields that were named
     * @throws IllegalArgumentException if they cannot be of that type
     */
    public List<Object> values(String path, Schema target) {
        Column column = columns.get(path);
        if (ValueConversion.same(column.field.schema(), target)) {
            return Collections.unmodifiableList(column.values);
        }
        List<Object> values = new ArrayList<>(size);
        column.values.forEach(value -> values.add(ValueConversion.of(value, column.field.schema(), target)));
        return values;
    }
}
