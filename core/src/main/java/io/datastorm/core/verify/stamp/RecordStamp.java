package io.datastorm.core.verify.stamp;

import io.datastorm.core.verify.journal.Heading;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The stamp in a record's header {@value #HEADER}, {@value #BYTES} bytes, big-endian: run (4), topic (4), lane (4),
 * sequence within the lane (8), checksum (4).
 *
 * <p>Run and topic are hashes: of the run's id, of the names of the stream's topics. The checksum is a CRC32C over the
 * record as it is encoded in a batch (format version 2), from the length of its key to the end of its last header but
 * the stamp, and over the 20 bytes before. A hash of the record's timestamp is added to it, unless the broker sets the
 * timestamp. So key, value, headers and timestamp are covered. One instance a thread; {@link #write} and
 * {@link #intact} do not allocate.
 */
public final class RecordStamp {
    /** The header's name. */
    public static final String HEADER = "ds";
    /** Length of a stamp. */
    public static final int BYTES = 24;
    /** What a stamp adds to a record: its own bytes, the name, and both lengths. */
    public static final int COST_BYTES = BYTES + HEADER.length() + 2;

    private static final int TOPIC = 4;
    private static final int LANE = 8;
    private static final int SEQUENCE = 12;
    private static final int CHECKSUM = 20;
    /** What says which record it is: all but the checksum. */
    static final int IDENTITY_BYTES = CHECKSUM;

    /**
     * Odd, with bits all over: 2^64 over the golden ratio (Knuth's multiplicative hashing). Any change of a timestamp
     * changes the upper half of the product.
     */
    private static final long TIME_FACTOR = 0x9E3779B97F4A7C15L;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CRC32C crc = new CRC32C();
    private final int run;
    private final int topic;
    private final boolean timestamps;
    private int timeHash;

    /** For records of the run that this heading is about. */
    public RecordStamp(Heading heading) {
        this.run = hash(heading.runId());
        this.topic = hash(String.join(",", heading.topics().names()));
        this.timestamps = heading.timestamps();
    }

    private static int hash(String text) {
        CRC32C hash = new CRC32C();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        return (int) hash.getValue();
    }

    /** Begins a record with the first part of its encoded bytes, or all of them. */
    public void content(byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, length);
    }

    /** The next part of its encoded bytes. */
    public void more(byte[] bytes, int offset, int length) {
        crc.update(bytes, offset, length);
    }

    /** The timestamp of the records that follow, milliseconds since 1970. */
    public void timestamp(long millis) {
        timeHash = timestamps ? (int) ((millis * TIME_FACTOR) >>> Integer.SIZE) : 0;
    }

    /** Writes the stamp of the record whose content was given before. */
    public void write(byte[] bytes, int offset, int lane, long sequence) {
        identify(bytes, offset, lane, sequence);
        INT.set(bytes, offset + CHECKSUM, checksum(bytes, offset));
    }

    /** Writes what says which record it is. */
    void identify(byte[] bytes, int offset, int lane, long sequence) {
        INT.set(bytes, offset, run);
        INT.set(bytes, offset + TOPIC, topic);
        INT.set(bytes, offset + LANE, lane);
        LONG.set(bytes, offset + SEQUENCE, sequence);
    }

    /** Whether a stamp, and the record whose content was given before, are as they were written. */
    public boolean intact(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset + CHECKSUM) == checksum(bytes, offset);
    }

    private int checksum(byte[] bytes, int offset) {
        crc.update(bytes, offset, CHECKSUM);
        return (int) crc.getValue() + timeHash;
    }

    /** Whether a stamp is of this run. */
    public boolean ofRun(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset) == run;
    }

    /** Whether a stamp is of this topic. */
    public boolean ofTopic(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset + TOPIC) == topic;
    }

    /** The stamp's lane. */
    public static int lane(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset + LANE);
    }

    /** The stamp's sequence. */
    public static long sequence(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset + SEQUENCE);
    }
}
