package io.datastorm.kafka.control;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The bytes of a part of a {@link ControlMessage}, big-endian: format version (1), type (1), sender (4), incarnation
 * (16), number of the message (8), number of this part (4), number of parts (4), then its share of the payload. The
 * run's id is the record's key.
 */
final class ControlCodec {
    static final byte VERSION = 2;
    static final int HEADER_BYTES = 38;
    /** So large a part still fits into a record where a topic has Kafka's own limit. */
    static final int PART_BYTES = 700_000;
    /** What is larger is no message of ours. */
    static final int MOST_PARTS = 32;

    private ControlCodec() {}

    /** A part that was read. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares parts.
    record Part(byte type, int from, UUID incarnation, long number, int part, int parts, byte[] payload) {}

    static int parts(byte[] payload) {
        return Math.max(1, (payload.length + PART_BYTES - 1) / PART_BYTES);
    }

    static byte[] encode(ControlMessage message, int part) {
        int parts = parts(message.payload());
        if (parts > MOST_PARTS) {
            throw new IllegalArgumentException("a message of %,d bytes".formatted(message.payload().length));
        }
        int start = part * PART_BYTES;
        int length = Math.min(PART_BYTES, message.payload().length - start);
        return ByteBuffer.allocate(HEADER_BYTES + length)
                .put(VERSION)
                .put(message.type())
                .putInt(message.from())
                .putLong(message.incarnation().getMostSignificantBits())
                .putLong(message.incarnation().getLeastSignificantBits())
                .putLong(message.number())
                .putInt(part)
                .putInt(parts)
                .put(message.payload(), start, length)
                .array();
    }

    /** Null if the bytes are no part of a message of this version. */
    static Part decode(byte[] bytes) {
        if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != VERSION) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        byte type = in.get();
        int from = in.getInt();
        UUID incarnation = new UUID(in.getLong(), in.getLong());
        long number = in.getLong();
        int part = in.getInt();
        int parts = in.getInt();
        boolean possible = from >= ControlMessage.COORDINATOR
                && parts > 0
                && parts <= MOST_PARTS
                && part >= 0
                && part < parts
                && number >= 0
                && number < Long.MAX_VALUE / MOST_PARTS
                && in.remaining() <= PART_BYTES;
        if (!possible) {
            return null;
        }
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        return new Part(type, from, incarnation, number, part, parts, payload);
    }
}
