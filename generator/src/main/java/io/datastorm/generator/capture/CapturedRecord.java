package io.datastorm.generator.capture;

import java.util.Arrays;
import java.util.List;

/** A record as a topic has it. Its arrays are not copied, and not to be changed. */
public final class CapturedRecord {
    private final int partition;
    private final long timestampMillis;
    private final byte[] key;
    private final byte[] value;
    private final List<CapturedHeader> headers;

    /**
     * Of its parts.
     *
     * @param key null if it has none
     * @param value null if it is a tombstone
     */
    public CapturedRecord(int partition, long timestampMillis, byte[] key, byte[] value, List<CapturedHeader> headers) {
        this.partition = partition;
        this.timestampMillis = timestampMillis;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    /** Which partition it was in. */
    public int partition() {
        return partition;
    }

    /** Its time, in milliseconds since 1970; negative if it has none. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** Its key; null if it has none. */
    public byte[] key() {
        return key;
    }

    /** Its value; null if it is a tombstone. */
    public byte[] value() {
        return value;
    }

    /** Its headers, in their order. */
    public List<CapturedHeader> headers() {
        return headers;
    }

    /** Which of so many workers sends it: one of them has all records of a key, and of a partition without keys. */
    int worker(int workers) {
        return Math.floorMod(key == null ? partition : Arrays.hashCode(key), workers);
    }
}
