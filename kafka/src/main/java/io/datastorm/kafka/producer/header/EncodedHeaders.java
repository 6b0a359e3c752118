package io.datastorm.kafka.producer.header;

import io.datastorm.generator.stamp.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Headers as they are encoded in a record of batch format version 2 (the protocol guide's "Record"), for a stamp's
 * checksum: how many there are, the stamp included, and all but the stamp. Not thread-safe.
 */
public final class EncodedHeaders {
    private final List<Header> headers;
    private final byte[] bytes;
    /** Where the value of each begins. */
    private final int[] values;

    /** Of the headers before the stamp, with their values of now. */
    public EncodedHeaders(List<Header> beforeStamp) {
        this.headers = List.copyOf(beforeStamp);
        this.values = new int[headers.size()];
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        varint(encoded, headers.size() + 1);
        for (int i = 0; i < values.length; i++) {
            byte[] name = headers.get(i).key().getBytes(StandardCharsets.UTF_8);
            byte[] value = headers.get(i).value();
            varint(encoded, name.length);
            encoded.writeBytes(name);
            // A value may be null, which has the length -1.
            varint(encoded, value == null ? -1 : value.length);
            values[i] = encoded.size();
            encoded.writeBytes(value == null ? new byte[0] : value);
        }
        this.bytes = encoded.toByteArray();
    }

    private static void varint(ByteArrayOutputStream bytes, int value) {
        byte[] encoded = new byte[Varint.width(value)];
        Varint.write(encoded, 0, encoded.length, value);
        bytes.writeBytes(encoded);
    }

    /** Takes the values of now, which have the lengths that they had. Does not allocate. */
    public void refresh() {
        for (int i = 0; i < values.length; i++) {
            byte[] value = headers.get(i).value();
            if (value != null) {
                System.arraycopy(value, 0, bytes, values[i], value.length);
            }
        }
    }

    /** The bytes; written over by {@link #refresh}. */
    public byte[] bytes() {
        return bytes;
    }
}
