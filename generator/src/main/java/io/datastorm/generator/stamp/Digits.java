package io.datastorm.generator.stamp;

/** Numbers as decimal digits of a fixed width. Stateless and thread-safe; does not allocate. */
public final class Digits {
    private Digits() {}

    /** Writes the last digits of a number, which counts as unsigned, zeros first. */
    public static void write(byte[] bytes, int offset, int width, long number) {
        long rest = number;
        int i = offset + width - 1;
        for (; rest < 0 && i >= offset; i--) {
            bytes[i] = (byte) ('0' + Long.remainderUnsigned(rest, 10));
            rest = Long.divideUnsigned(rest, 10);
        }
        for (; i >= offset; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** How many characters a number takes. */
    public static int width(long number) {
        return Long.toString(number).length();
    }

    /** Writes a number that takes at most this width, with its sign, and blanks behind it. */
    public static void writeSigned(byte[] bytes, int offset, int width, long number) {
        // Negative numbers reach one further than positive ones.
        long rest = number < 0 ? number : -number;
        int digits = 1;
        for (long left = rest / 10; left != 0; left /= 10) {
            digits++;
        }
        int end = offset + (number < 0 ? 1 : 0) + digits;
        for (int i = end; i < offset + width; i++) {
            bytes[i] = ' ';
        }
        for (int i = end - 1; i >= end - digits; i--) {
            bytes[i] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        if (number < 0) {
            bytes[offset] = '-';
        }
    }
}
