package io.datastorm.canary.probe;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * What a record of a canary says: which canary has sent it, and its number. Several canaries may share a topic.
 *
 * @param canary the process that has sent it
 * @param number of the record
 */
record CanaryRecord(UUID canary, long number) {
    private static final long MARK = 0x4461_7461_5374_6f72L;
    /** As long as a small message. */
    private static final int BYTES = 100;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(MARK)
                .putLong(canary.getMostSignificantBits())
                .putLong(canary.getLeastSignificantBits())
                .putLong(number)
                .array();
    }

    /** Reads one; empty if it is none. */
    static Optional<CanaryRecord> of(byte[] value) {
        if (value == null || value.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(value);
        return buffer.getLong() == MARK
                ? Optional.of(new CanaryRecord(new UUID(buffer.getLong(), buffer.getLong()), buffer.getLong()))
                : Optional.empty();
    }
}
