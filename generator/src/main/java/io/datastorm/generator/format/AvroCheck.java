package io.datastorm.generator.format;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Reads values with Avro's own reader. */
final class AvroCheck implements ValueCheck {
    private final GenericDatumReader<Object> reader;
    private final int header;
    private BinaryDecoder decoder;
    private Object value;

    AvroCheck(Schema schema, boolean registered) {
        reader = new GenericDatumReader<>(schema);
        header = registered ? WireFormat.WIDTH : 0;
    }

    @Override
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
