package io.datastorm.run.control;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What became of some records of a stream.
 *
 * @param stream by its place in the plan
 * @param entries as the journal's sink gets them
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares parts.
public record JournalPart(int stream, byte[] entries) {
    /** The payload of a message. */
    public byte[] payload() {
        return ByteBuffer.allocate(Integer.BYTES + entries.length)
                .putInt(stream)
                .put(entries)
                .array();
    }

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static JournalPart of(byte[] payload) {
        if (payload.length < Integer.BYTES) {
            throw new IllegalArgumentException("no part of a journal");
        }
        return new JournalPart(
                ByteBuffer.wrap(payload).getInt(), Arrays.copyOfRange(payload, Integer.BYTES, payload.length));
    }
}
