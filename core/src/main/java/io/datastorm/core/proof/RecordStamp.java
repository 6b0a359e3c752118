package io.datastorm.core.proof;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The stamp in a record's header {@value #HEADER}, {@value #BYTES} bytes, big-endian: run (4), topic (4), lane (4), sequence within the lane (8), CRC32C over the
 * value and the 20 bytes before (4).
 *
 * <p>Run and topic are hashes: of the run's id, of the topic's name. One instance a thread; {@link #write} and {@link #intact} do not allocate.
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
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CRC32C crc = new CRC32C();
    private final int run;
    private final int topic;

    /** For records of this run in this topic. */
    public RecordStamp(String runId, String topicName) {
        this.run = hash(runId);
        this.topic = hash(topicName);
    }

    private static int hash(String text) {
        CRC32C hash = new CRC32C();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        return (int) hash.getValue();
    }

    /** The value that the next {@link #write} or {@link #intact} is about. */
    public void value(byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, length);
    }

    /** Writes the stamp of the value that was given before. */
    public void write(byte[] bytes, int offset, int lane, long sequence) {
        INT.set(bytes, offset, run);
        INT.set(bytes, offset + TOPIC, topic);
        INT.set(bytes, offset + LANE, lane);
        LONG.set(bytes, offset + SEQUENCE, sequence);
        crc.update(bytes, offset, CHECKSUM);
        INT.set(bytes, offset + CHECKSUM, (int) crc.getValue());
    }

    /** Whether a stamp, and the value that was given before, are as they were written. */
    public boolean intact(byte[] bytes, int offset) {
        crc.update(bytes, offset, CHECKSUM);
        return (int) INT.get(bytes, offset + CHECKSUM) == (int) crc.getValue();
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
