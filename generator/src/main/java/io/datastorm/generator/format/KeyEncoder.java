package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.encoding.ValueWriter;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Writes keys that are text, in a format. Immutable and thread-safe. */
public final class KeyEncoder {
    private static final Schema TEXT = Schema.create(Schema.Type.STRING);

    private final Format format;
    private final ValueWriter writer;

    /** For a format. */
    public KeyEncoder(Format format) {
        this.format = format;
        this.writer = new ValueWriter(TEXT, Map.of(), format.encoding());
    }

    /** The key, without the id of a schema. */
    public byte[] encode(String text) {
        EncodedRecord record = new EncodedRecord(0);
        writer.write(text, record);
        return record.toByteArray();
    }

    /** What a registry gets to know of such keys; empty if the format has none. */
    public Optional<RegisteredSchema> schema() {
        return format.registeredSchema(TEXT);
    }
}
