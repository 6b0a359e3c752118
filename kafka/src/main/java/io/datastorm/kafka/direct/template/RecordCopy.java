package io.datastorm.kafka.direct.template;

import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.generator.stamp.Varint;

/**
 * A record that was sent, to be sent once more: its key, value, headers and timestamp stay as they are. Not
 * thread-safe.
 */
public final class RecordCopy {
    private static final int ATTRIBUTES = 1;

    private final byte[] content;
    private final long millis;
    private final int valueAt;
    private final int valueBytes;
    private final long number;

    /** Of the encoded record from its key on; its value begins there. */
    RecordCopy(byte[] content, long millis, int valueAt, int valueBytes, long number) {
        this.valueAt = valueAt;
        this.content = content;
        this.millis = millis;
        this.valueBytes = valueBytes;
        this.number = number;
    }

    /** Its timestamp. */
    public long millis() {
        return millis;
    }

    /** Bytes of its value. */
    public int valueBytes() {
        return valueBytes;
    }

    /** The number of its event. */
    public long number() {
        return number;
    }

    /**
     * Bytes that it takes.
     *
     * @param index its place in its new batch
     * @param baseMillis of that
     */
    public int size(int index, long baseMillis) {
        int body = body(index, baseMillis);
        return Varint.width(body) + body;
    }

    private int body(int index, long baseMillis) {
        return ATTRIBUTES + Varint.width(millis - baseMillis) + Varint.width(index) + content.length;
    }

    /** Writes it to the beginning of an array. */
    public void write(byte[] target, int index, long baseMillis) {
        int at = varint(target, 0, body(index, baseMillis));
        target[at++] = 0;
        at = varint(target, at, millis - baseMillis);
        at = varint(target, at, index);
        System.arraycopy(content, 0, target, at, content.length);
    }

    private static int varint(byte[] target, int offset, long number) {
        int width = Varint.width(number);
        Varint.write(target, offset, width, number);
        return offset + width;
    }

    /** Writes when it was due. */
    public void due(DuePlace place, long intendedNanos) {
        place.write(content, content.length, intendedNanos);
    }

    /** Writes the stamp in its value, when it is written when it was due. */
    public void proveValue(ValuePlace place, int lane, long sequence) {
        place.copyDue(content, content.length);
        int at = place.stamp().find(content, valueAt, valueBytes);
        if (at >= 0) {
            place.stamp().write(content, at, lane, sequence);
        }
    }

    /** Writes the stamp that proves it, when all else is written. */
    public void prove(RecordStamp stamp, int lane, long sequence) {
        stamp.timestamp(millis);
        stamp.content(content, 0, content.length - RecordStamp.COST_BYTES);
        stamp.write(content, content.length - RecordStamp.BYTES, lane, sequence);
    }
}
