package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Writes keys that are text, in a format. Immutable and thread-safe. */
public final class KeyEncoder {
    /** The schema of such keys. */
    public static final Schema SCHEMA = Schema.create(Schema.Type.STRING);

    private final ValueWriter writer;
    private final byte[] header;

    /** For a format; the id of the schema, if it has a registry. */
    public KeyEncoder(Format format, Optional<Integer> schemaId) {
        this.writer = new ValueWriter(SCHEMA, Map.of(), format.encoding());
        this.header = schemaId.map(WireFormat::header).orElse(new byte[0]);
    }

    /** The key. */
    public byte[] encode(String text) {
        EncodedRecord record = new EncodedRecord(0);
        record.write(header, 0, header.length);
        writer.write(text, record);
        return record.toByteArray();
    }
}
