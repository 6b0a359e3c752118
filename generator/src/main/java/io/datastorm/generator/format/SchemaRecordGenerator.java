package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.compile.ValuePath;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.value.ValueSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Makes values of a schema, in a format, and their keys. */
public final class SchemaRecordGenerator implements RecordGenerator {
    private final Schema schema;
    private final ValueGenerator values;
    private final ValueWriter writer;
    private final Optional<KeyField> key;

    /**
     * Compiles the schema.
     *
     * @param schema any Avro schema whose values are finite
     * @param key the field that is each record's key. It has no slot: its values repeat, and so always equal the key
     * @throws IllegalArgumentException if the schema has no finite value or a rule is wrong
     */
    public SchemaRecordGenerator(Schema schema, ValueSource source, Format format, Optional<KeyField> key) {
        this.schema = schema;
        this.values = new ValueGenerator(schema, source);
        this.key = key;
        Map<String, Stamp> stamps = new LinkedHashMap<>(values.stamps());
        key.ifPresent(
                field -> stamps.keySet().removeIf(path -> ValuePath.shown(path).equals(field.path())));
        this.writer = new ValueWriter(schema, stamps, format.encoding());
    }

    /**
     * Avro without keys, of a schema that is not a file.
     *
     * @param seed same seed, same records
     * @param baseMillis the time that "now" means in values, in milliseconds since 1970
     */
    public static SchemaRecordGenerator avro(Schema schema, long seed, long baseMillis) {
        ValueSource source = new ValueSource(seed, baseMillis, Optional.empty());
        return new SchemaRecordGenerator(schema, source, Format.AVRO, Optional.empty());
    }

    /** The schema of the values. */
    public Schema schema() {
        return schema;
    }

    @Override
    public void checkPool(int size) {
        values.checkPool(size);
    }

    @Override
    public boolean keyed() {
        return key.isPresent();
    }

    @Override
    public List<Slot> slots() {
        return writer.slots();
    }

    @Override
    public void generate(long position, EncodedRecord target) {
        target.reset();
        Object value = values.value(position);
        writer.write(value, target);
        if (key.isPresent()) {
            target.key(key.get().of(value));
        }
    }
}
