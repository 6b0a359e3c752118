package io.datastorm.generator.format;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Tells whether bytes are a value of a schema in Avro's binary encoding, all of them. Not thread-safe. */
public final class ValueCheck {
    private final GenericDatumReader<Object> reader;
    private BinaryDecoder decoder;
    private Object value;

    /** For values of this schema. */
    public ValueCheck(Schema schema) {
        reader = new GenericDatumReader<>(schema);
    }

    /** Decodes. */
    public boolean test(byte[] bytes, int offset, int length) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
            value = reader.read(value, decoder);
            return decoder.isEnd();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            return false;
        }
    }
}
