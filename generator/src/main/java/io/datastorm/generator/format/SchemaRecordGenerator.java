package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.compile.ValuePath;
import io.datastorm.generator.encoding.ValueWriter;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.value.ValueSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** Makes values of a schema, in a format, and their keys. */
public final class SchemaRecordGenerator implements RecordGenerator {
    private final Schema schema;
    private final Format format;
    private final ValueGenerator values;
    private final ValueWriter writer;
    private final Optional<KeyField> key;
    /** Before each value, and before each key; empty without a registry. */
    private final byte[] valueHeader;

    private final byte[] keyHeader;

    /** Compiles the schema of a stream to whose records no others refer. */
    public SchemaRecordGenerator(Schema schema, ValueSource source, Format format, Optional<KeyField> key) {
        this(schema, source, format, key, Set.of());
    }

    /**
     * Compiles the schema.
     *
     * @param schema any Avro schema whose values are finite
     * @param key the field that is each record's key. It has no slot: its values repeat, and so always equal the key
     * @param referred paths of fields to which other streams refer; they have no slots either
     * @throws IllegalArgumentException if the schema has no finite value or a rule is wrong
     */
    public SchemaRecordGenerator(
            Schema schema, ValueSource source, Format format, Optional<KeyField> key, Set<String> referred) {
        format.require(schema);
        this.schema = schema;
        this.format = format;
        this.values = new ValueGenerator(schema, source);
        this.key = key;
        Map<String, Stamp> stamps = new LinkedHashMap<>(values.stamps());
        stamps.keySet()
                .removeIf(path -> repeats(ValuePath.shown(path), referred)
                        || key.filter(field -> field.path().equals(ValuePath.shown(path)))
                                .isPresent());
        this.writer = new ValueWriter(schema, stamps, format.encoding());
        this.valueHeader = new byte[0];
        this.keyHeader = new byte[0];
    }

    /** Whether a field, or one around it, is referred to. */
    private static boolean repeats(String path, Set<String> referred) {
        return referred.stream().anyMatch(field -> path.equals(field) || path.startsWith(field + "."));
    }

    private SchemaRecordGenerator(SchemaRecordGenerator other, byte[] valueHeader, byte[] keyHeader) {
        this.schema = other.schema;
        this.format = other.format;
        this.values = other.values;
        this.writer = other.writer;
        this.key = other.key;
        this.valueHeader = valueHeader;
        this.keyHeader = keyHeader;
    }

    @Override
    public SchemaRecordGenerator withIds(Optional<Integer> ofValues, Optional<Integer> ofKeys) {
        return new SchemaRecordGenerator(
                this,
                ofValues.map(id -> format.header(schema, id)).orElse(valueHeader),
                ofKeys.map(WireFormat::header).orElse(keyHeader));
    }

    @Override
    public Optional<RegisteredSchema> valueSchema() {
        return format.registeredSchema(schema);
    }

    @Override
    public Optional<RegisteredSchema> keySchema() {
        return key.flatMap(KeyField::registeredSchema);
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

    /** The value of a record, as Avro's generic data. */
    public Object value(long position) {
        return values.value(position);
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
        target.write(valueHeader, 0, valueHeader.length);
        Object value = values.value(position);
        writer.write(value, target);
        key.flatMap(field -> field.of(value)).ifPresent(own -> target.key(encoded(own, target)));
    }

    /** Written behind the value, and taken away. */
    private byte[] encoded(Object ofKey, EncodedRecord target) {
        int end = target.size();
        target.write(keyHeader, 0, keyHeader.length);
        key.orElseThrow().write(ofKey, target);
        return target.cut(end);
    }
}
