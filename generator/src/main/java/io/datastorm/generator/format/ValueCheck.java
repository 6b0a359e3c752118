package io.datastorm.generator.format;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Tells whether bytes are a value of a schema in Avro's binary encoding, all of them; of {@link Format#AVRO_REGISTRY}
 * also whether they begin with a header, whatever its id. Not thread-safe.
 */
public final class ValueCheck {
    private final GenericDatumReader<Object> reader;
    private final int header;
    private BinaryDecoder decoder;
    private Object value;

    /** For values of this schema in one of Avro's formats. */
    public ValueCheck(Schema schema, Format format) {
        reader = new GenericDatumReader<>(schema);
        header = format == Format.AVRO_REGISTRY ? WireFormat.WIDTH : 0;
    }

    /** Decodes. */
    public boolean test(byte[] bytes, int offset, int length) {
        if (header > 0 && !WireFormat.hasHeader(bytes, offset, length)) {
            return false;
        }
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, offset + header, length - header, decoder);
            value = reader.read(value, decoder);
            return decoder.isEnd();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            return false;
        }
    }
}
