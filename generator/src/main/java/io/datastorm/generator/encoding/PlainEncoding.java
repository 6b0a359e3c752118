package io.datastorm.generator.encoding;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.stamp.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/** One value as it is: text in UTF-8, numbers as text, bytes as they are. */
public final class PlainEncoding implements Encoding {
    /** Numbers as text have no fixed width. */
    @Override
    public Optional<Stamp> inPlace(Schema schema, Stamp stamp) {
        return schema.getType() == Schema.Type.STRING || schema.getType() == Schema.Type.FIXED
                ? Optional.of(stamp)
                : Optional.empty();
    }

    @Override
    public NodeWriter plain(Schema schema) {
        return PlainEncoding::write;
    }

    @Override
    public NodeWriter stamped(Schema schema, Stamp stamp, int slot) {
        return (value, record) -> {
            int start = record.size();
            write(value, record);
            ValueWriter.markText(record, stamp, slot, record.size() - start, record.size());
        };
    }

    private static void write(Object value, EncodedRecord record) {
        byte[] bytes = bytes(value);
        record.write(bytes, 0, bytes.length);
    }

    /** Text in UTF-8, and bytes as they are. */
    static byte[] bytes(Object value) {
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public NodeWriter record(Schema schema, List<NodeWriter> writers) {
        throw new IllegalStateException("records are refused before");
    }

    @Override
    public NodeWriter union(Schema schema, List<NodeWriter> branches) {
        throw new IllegalStateException("unions have no stamps here");
    }
}
