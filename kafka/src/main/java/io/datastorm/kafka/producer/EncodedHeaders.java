package io.datastorm.kafka.producer;

import io.datastorm.generator.stamp.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Headers as they are encoded in a record of batch format version 2 (the protocol guide's "Record"), for a stamp's
 * checksum: how many there are, the stamp included, and all but the stamp.
 */
final class EncodedHeaders {
    private EncodedHeaders() {}

    static byte[] of(List<Header> beforeStamp) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        varint(bytes, beforeStamp.size() + 1);
        for (Header header : beforeStamp) {
            text(bytes, header.key().getBytes(StandardCharsets.UTF_8));
            text(bytes, header.value());
        }
        return bytes.toByteArray();
    }

    private static void text(ByteArrayOutputStream bytes, byte[] text) {
        // A value may be null, which has the length -1.
        varint(bytes, text == null ? -1 : text.length);
        if (text != null) {
            bytes.writeBytes(text);
        }
    }

    private static void varint(ByteArrayOutputStream bytes, int value) {
        byte[] encoded = new byte[Varint.width(value)];
        Varint.write(encoded, 0, encoded.length, value);
        bytes.writeBytes(encoded);
    }
}
