package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.encoding.ValueWriter;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Writes keys in a format, as any other program does: equal keys have equal bytes. Immutable and thread-safe. */
public final class KeyEncoder {
    private static final Schema TEXT = Schema.create(Schema.Type.STRING);

    private final Schema schema;
    private final Format format;
    private final ValueWriter writer;

    /** For text. */
    public KeyEncoder(Format format) {
        this(TEXT, format);
    }

    /**
     * For values of a schema.
     *
     * @throws IllegalArgumentException if the format cannot write them
     */
    public KeyEncoder(Schema schema, Format format) {
        format.require(schema);
        this.schema = schema;
        this.format = format;
        this.writer = new ValueWriter(schema, Map.of(), format.encoding());
    }

    /** The key, without the id of a schema; values are Avro's generic data. */
    public byte[] encode(Object value) {
        EncodedRecord record = new EncodedRecord(0);
        writer.write(value, record);
        return record.toByteArray();
    }

    /** What a registry gets to know of such keys; empty if the format has none. */
    public Optional<RegisteredSchema> schema() {
        return format.registeredSchema(schema);
    }
}
