package io.datastorm.generator.stamp;

/** Numbers as decimal digits of a fixed width, zeros first. Stateless and thread-safe; does not allocate. */
public final class Digits {
    private Digits() {}

    /** Writes the last digits of a number, which counts as unsigned. */
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
}
