package io.datastorm.core.verify.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@value #BYTES} bytes as {@value #LENGTH} characters of ASCII: {@code ds1-}, and base64url without padding (RFC 4648,
 * section 5), so that they stand in JSON, XML, CSV and URLs as they are. The last two bytes are a checksum of the
 * others. Stateless; does not allocate.
 */
final class StampText {
    static final int BYTES = 30;
    static final int LENGTH = 44;

    private static final int CHECKED = BYTES - Short.BYTES;
    private static final int GROUP = 3;
    private static final int LETTERS_OF_GROUP = 4;
    private static final int BITS = 6;
    private static final int PAIR_BITS = 2 * BITS;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private static final byte[] MARK = "ds1-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    /** What each letter stands for; negative: it is none. */
    private static final byte[] NUMBERS = numbers();
    /** Two letters at a time: half as many steps. */
    private static final short[] PAIRS = pairs();

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MARK_BITS = (int) INT.get(MARK, 0);

    private StampText() {}

    private static byte[] numbers() {
        byte[] numbers = new byte[1 << Byte.SIZE];
        Arrays.fill(numbers, (byte) -1);
        for (byte i = 0; i < LETTERS.length; i++) {
            numbers[LETTERS[i]] = i;
        }
        return numbers;
    }

    private static short[] pairs() {
        short[] pairs = new short[1 << PAIR_BITS];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) (LETTERS[i >>> BITS] << Byte.SIZE | LETTERS[i & ((1 << BITS) - 1)]);
        }
        return pairs;
    }

    /** A text that has a mark, and stands for nothing. */
    static String blank() {
        byte[] text = new byte[LENGTH];
        Arrays.fill(text, LETTERS[0]);
        System.arraycopy(MARK, 0, text, 0, MARK.length);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Whether a text may begin there; so many characters are there. */
    static boolean marked(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) == MARK_BITS;
    }

    /** Writes what stands behind the mark, and into the raw bytes their checksum. */
    static void write(byte[] raw, byte[] text, int offset) {
        int checksum = checksum(raw);
        raw[CHECKED] = (byte) (checksum >> Byte.SIZE);
        raw[CHECKED + 1] = (byte) checksum;
        int at = offset + MARK.length;
        for (int i = 0; i < BYTES; i += GROUP) {
            int group = (raw[i] & 0xFF) << (2 * Byte.SIZE) | (raw[i + 1] & 0xFF) << Byte.SIZE | (raw[i + 2] & 0xFF);
            SHORT.set(text, at, PAIRS[group >>> PAIR_BITS]);
            SHORT.set(text, at + 2, PAIRS[group & (PAIRS.length - 1)]);
            at += LETTERS_OF_GROUP;
        }
    }

    /** Reads a text that is marked; false if it is not as it was written. */
    static boolean read(byte[] text, int offset, byte[] raw) {
        int at = offset + MARK.length;
        int wrong = 0;
        for (int i = 0; i < BYTES; i += GROUP) {
            int group = NUMBERS[text[at] & 0xFF] << (3 * BITS)
                    | NUMBERS[text[at + 1] & 0xFF] << (2 * BITS)
                    | NUMBERS[text[at + 2] & 0xFF] << BITS
                    | NUMBERS[text[at + 3] & 0xFF];
            // A letter that is none makes it negative.
            wrong |= group;
            raw[i] = (byte) (group >>> (2 * Byte.SIZE));
            raw[i + 1] = (byte) (group >>> Byte.SIZE);
            raw[i + 2] = (byte) group;
            at += LETTERS_OF_GROUP;
        }
        int checksum = (raw[CHECKED] & 0xFF) << Byte.SIZE | (raw[CHECKED + 1] & 0xFF);
        return wrong >= 0 && checksum == checksum(raw);
    }

    /** Sixteen bits to which each bit of the first 28 bytes contributes. */
    private static int checksum(byte[] raw) {
        long sum = ~((long) LONG.get(raw, 0) * FACTOR);
        sum = ((sum ^ (sum >>> Integer.SIZE)) + (long) LONG.get(raw, 8)) * FACTOR;
        sum = ((sum ^ (sum >>> Integer.SIZE)) + (long) LONG.get(raw, 16)) * FACTOR;
        sum = ((sum ^ (sum >>> Integer.SIZE)) + (int) INT.get(raw, 24)) * FACTOR;
        return (int) (sum >>> (Long.SIZE - Short.SIZE));
    }
}
