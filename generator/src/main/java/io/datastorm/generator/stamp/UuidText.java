package io.datastorm.generator.stamp;

import java.nio.charset.StandardCharsets;

/** UUIDs of version 4 as characters or bytes, written without allocation. */
public final class UuidText {
    /** Characters of a UUID. */
    public static final int WIDTH = 36;
    /** Bytes of a UUID. */
    public static final int BYTES = 16;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private UuidText() {}

    /** Writes 36 characters. */
    public static void write(byte[] bytes, int offset, long high, long low) {
        long h = version(high);
        long l = variant(low);
        hex(bytes, offset, h >>> 32, 8);
        bytes[offset + 8] = '-';
        hex(bytes, offset + 9, h >>> 16, 4);
        bytes[offset + 13] = '-';
        hex(bytes, offset + 14, h, 4);
        bytes[offset + 18] = '-';
        hex(bytes, offset + 19, l >>> 48, 4);
        bytes[offset + 23] = '-';
        hex(bytes, offset + 24, l, 12);
    }

    /** Writes 16 bytes. */
    public static void writeBinary(byte[] bytes, int offset, long high, long low) {
        long h = version(high);
        long l = variant(low);
        for (int i = 0; i < Long.BYTES; i++) {
            int shift = Long.SIZE - Byte.SIZE * (i + 1);
            bytes[offset + i] = (byte) (h >>> shift);
            bytes[offset + Long.BYTES + i] = (byte) (l >>> shift);
        }
    }

    private static long version(long high) {
        return (high & ~0xF000L) | 0x4000L;
    }

    private static long variant(long low) {
        return (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    }

    static void hex(byte[] bytes, int offset, long value, int digits) {
        long rest = value;
        for (int i = offset + digits - 1; i >= offset; i--) {
            bytes[i] = HEX[(int) (rest & 0xF)];
            rest >>>= 4;
        }
    }
}
