package io.datastorm.core.measure.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} has written. Each method throws {@link IllegalArgumentException} if it has not. */
final class ByteReader {
    private static final int MORE = 0x80;
    private static final int REST = 0x7f;
    private static final int BITS = 7;

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    byte readByte() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("ends too early");
        }
        return bytes[at++];
    }

    long readVarlong() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            byte next = readByte();
            value |= (long) (next & REST) << shift;
            if ((next & MORE) == 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("holds a number without an end");
    }

    long readSigned() {
        long value = readVarlong();
        return (value >>> 1) ^ -(value & 1);
    }

    double readDouble() {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << Byte.SIZE) | (readByte() & 0xff);
        }
        double value = Double.longBitsToDouble(bits);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("holds no number: " + value);
        }
        return value;
    }

    String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    byte[] readBytes() {
        int length = readCount(1);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** How many things follow, each of so many bytes at least. */
    int readCount(int bytesOfEach) {
        long count = readVarlong();
        if (count < 0 || count > (bytes.length - at) / bytesOfEach) {
            throw new IllegalArgumentException(
                    "says that %d things follow in %d bytes".formatted(count, bytes.length - at));
        }
        return (int) count;
    }

    void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException("has %d bytes too many".formatted(bytes.length - at));
        }
    }
}
