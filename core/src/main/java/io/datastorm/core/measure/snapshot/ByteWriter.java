package io.datastorm.core.measure.snapshot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers and texts as bytes, small numbers in few of them (the varints of Protocol Buffers). */
final class ByteWriter {
    private static final int MORE = 0x80;
    private static final int REST = 0x7f;
    private static final int BITS = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void writeByte(int value) {
        out.write(value);
    }

    void writeVarlong(long value) {
        long rest = value;
        while ((rest & ~(long) REST) != 0) {
            out.write(((int) rest & REST) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
    }

    /** For a number that may be below zero. */
    void writeSigned(long value) {
        writeVarlong((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    void writeDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (bits >>> shift));
        }
    }

    void writeText(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void writeBytes(byte[] bytes) {
        writeVarlong(bytes.length);
        out.writeBytes(bytes);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
