package io.datastorm.generator.stamp;

/** Numbers in seven bits a byte, at a width that is known beforehand. Stateless; does not allocate. */
public final class Varint {
    private static final int BITS = 7;
    private static final int MORE = 0x80;
    private static final int UNROLLED = 3;

    private Varint() {}

    /** Writes a value in zigzag, as Avro's int and long and Kafka's varints are; it takes at most this width. */
    public static void write(byte[] bytes, int offset, int width, long value) {
        writeUnsigned(bytes, offset, width, zigzag(value));
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** Writes a value that takes at most this width, and counts as unsigned. */
    public static void writeUnsigned(byte[] bytes, int offset, int width, long value) {
        long rest = value;
        int at = offset;
        int left = width;
        while (left > UNROLLED) {
            bytes[at++] = (byte) (rest | MORE);
            rest >>>= BITS;
            left--;
        }
        // A loop of so few turns costs the just-in-time compiler's code more than its body.
        int last = (int) rest;
        switch (left) {
            case 3 -> {
                bytes[at] = (byte) (last | MORE);
                bytes[at + 1] = (byte) ((last >>> BITS) | MORE);
                bytes[at + 2] = (byte) ((last >>> (2 * BITS)) & ~MORE);
            }
            case 2 -> {
                bytes[at] = (byte) (last | MORE);
                bytes[at + 1] = (byte) ((last >>> BITS) & ~MORE);
            }
            default -> bytes[at] = (byte) (last & ~MORE);
        }
    }

    /** How many bytes the value takes in zigzag. */
    public static int width(long value) {
        return unsignedWidth(zigzag(value));
    }

    /** How many bytes the value takes if it counts as unsigned. */
    public static int unsignedWidth(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + BITS - 1) / BITS);
    }

    /** The smallest value of zero or more that takes this width in zigzag. */
    public static long first(int width) {
        return width == 1 ? 0 : 1L << (BITS * (width - 1) - 1);
    }

    /** The largest value that takes this width in zigzag. */
    public static long last(int width) {
        return width >= 10 ? Long.MAX_VALUE : (1L << (BITS * width - 1)) - 1;
    }
}
