package io.datastorm.generator.dirt;

import java.util.Arrays;

/**
 * Values that cannot be decoded. All their bytes are 0xFF: no UTF-8 has such a byte, no header of a registry begins
 * with it, and a number of variable width never ends.
 */
public final class InvalidBytes {
    private static final byte NO_UTF8 = (byte) 0xFF;

    private InvalidBytes() {}

    /** Writes them over a value. */
    public static void write(byte[] bytes, int offset, int length) {
        Arrays.fill(bytes, offset, offset + length, NO_UTF8);
    }
}
