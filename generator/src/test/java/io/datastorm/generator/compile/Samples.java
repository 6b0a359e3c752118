package io.datastorm.generator.compile;

import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Values of schemas, for tests. */
public final class Samples {
    private static final long NOW = 1_790_000_000_000L;

    private Samples() {}

    /** Values of a type, each checked by Avro. */
    public static List<Object> values(String type, int count) {
        return values(type, count, Optional.empty());
    }

    public static List<Object> values(String type, int count, Optional<Path> folder) {
        Schema schema = SchemaReader.parse("test", type);
        ValueGenerator generator = new ValueGenerator(schema, new ValueSource(1, NOW, folder));
        return LongStream.range(0, count)
                .mapToObj(generator::value)
                .map(value -> checked(schema, value))
                .toList();
    }

    /** Records with these fields. */
    public static List<GenericRecord> records(String fields, int count) {
        return values("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}", count).stream()
                .map(GenericRecord.class::cast)
                .toList();
    }

    /** Values of the only field of a record. */
    public static List<Object> field(String field, int count) {
        return records(field, count).stream()
                .map(record -> record.get(0) == null ? "null" : record.get(0))
                .toList();
    }

    /** Values of a type with a rule of {@code arg.properties}. */
    public static List<Object> arg(String type, String rule, int count) {
        return values("{\"type\":\"%s\",\"arg.properties\":%s}".formatted(type, rule), count);
    }

    private static Object checked(Schema schema, Object value) {
        if (!GenericData.get().validate(schema, value)) {
            throw new AssertionError(value + " is no value of " + schema);
        }
        return value;
    }
}
