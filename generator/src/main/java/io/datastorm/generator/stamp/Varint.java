package io.datastorm.generator.stamp;

/** Avro's int and long: zigzag, seven bits a byte, at a width that is known beforehand. */
public final class Varint {
    private static final int BITS = 7;

    private Varint() {}

    /** Writes a value that takes exactly this width. */
    public static void write(byte[] bytes, int offset, int width, long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        int last = offset + width - 1;
        for (int i = offset; i < last; i++) {
            bytes[i] = (byte) (zigzag | 0x80);
            zigzag >>>= BITS;
        }
        bytes[last] = (byte) (zigzag & 0x7F);
    }

    /** How many bytes the value takes. */
    public static int width(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(zigzag) + BITS - 1) / BITS);
    }

    /** The smallest value of zero or more that takes this width. */
    public static long first(int width) {
        return width == 1 ? 0 : 1L << (BITS * (width - 1) - 1);
    }

    /** The largest value that takes this width. */
    public static long last(int width) {
        return width >= 10 ? Long.MAX_VALUE : (1L << (BITS * width - 1)) - 1;
    }
}
