package io.datastorm.grpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A batch of records as bytes: number of the batch (8 bytes), topic (length and UTF-8), and for each record partition
 * (or -1), timestamp (8 bytes), key, value (length, -1 for none, and bytes) and headers (their number; name and value
 * of each). Numbers are big-endian, of 4 bytes if nothing else is said. Not thread-safe.
 */
final class BatchWriter {
    static final int NONE = -1;
    private static final int NUMBERS = 6 * Integer.BYTES + Long.BYTES;

    private byte[] bytes;
    private ByteBuffer out;

    BatchWriter(long number, String topic, int capacity) {
        bytes = new byte[capacity];
        out = ByteBuffer.wrap(bytes);
        out.putLong(number);
        put(topic.getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes a record takes at most. */
    static int size(ProducerRecord<byte[], byte[]> record) {
        int size = NUMBERS + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += 2 * Integer.BYTES + 3 * header.key().length() + length(header.value());
        }
        return size;
    }

    private static int length(byte[] part) {
        return part == null ? 0 : part.length;
    }

    void add(ProducerRecord<byte[], byte[]> record, long timestamp) {
        ensure(size(record));
        out.putInt(record.partition() == null ? NONE : record.partition());
        out.putLong(timestamp);
        put(record.key());
        put(record.value());
        int place = out.position();
        out.putInt(0);
        int headers = 0;
        for (Header header : record.headers()) {
            put(header.key().getBytes(StandardCharsets.UTF_8));
            put(header.value());
            headers++;
        }
        out.putInt(place, headers);
    }

    private void ensure(int more) {
        if (out.remaining() < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, out.position() + more));
            out = ByteBuffer.wrap(bytes).position(out.position());
        }
    }

    private void put(byte[] part) {
        out.putInt(part == null ? NONE : part.length);
        if (part != null) {
            out.put(part);
        }
    }

    /** How many bytes there are so far. */
    int size() {
        return out.position();
    }

    /** What was written, without a copy: nothing may be added any more. */
    ByteBuffer written() {
        return ByteBuffer.wrap(bytes, 0, out.position());
    }

    /** What a batch says. */
    record Batch(long number, List<ProducerRecord<byte[], byte[]>> records) {}

    /**
     * Reads a batch.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Batch read(ByteBuffer in) {
        try {
            long number = in.getLong();
            String topic = new String(part(in), StandardCharsets.UTF_8);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (in.hasRemaining()) {
                records.add(record(topic, in));
            }
            return new Batch(number, records);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("this is no batch: " + e, e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, ByteBuffer in) {
        int partition = in.getInt();
        long timestamp = in.getLong();
        byte[] key = part(in);
        byte[] value = part(in);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition == NONE ? null : partition, timestamp, key, value);
        for (int left = in.getInt(); left > 0; left--) {
            record.headers().add(new String(part(in), StandardCharsets.UTF_8), part(in));
        }
        return record;
    }

    private static byte[] part(ByteBuffer in) {
        int length = in.getInt();
        if (length == NONE) {
            return null;
        }
        if (length > in.remaining()) {
            throw new IllegalArgumentException("a part of %d bytes, and %d left".formatted(length, in.remaining()));
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }
}
