package io.datastorm.core.verify.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * {@value #BYTES} bytes as {@value #LENGTH} characters of ASCII: {@code ds1-}, and base64url (RFC 4648, section 5), so
 * that they stand in JSON, XML, CSV and URLs as they are. The last two bytes are a checksum of the others. For one
 * thread; does not allocate, except for text that begins as a stamp and is none.
 */
final class StampText {
    static final int BYTES = 30;
    static final int LENGTH = 44;

    private static final int CHECKED = BYTES - Short.BYTES;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final byte[] MARK = "ds1-".getBytes(StandardCharsets.US_ASCII);
    private static final int LETTERS = LENGTH - MARK.length;
    private static final int GROUP = 3;
    private static final int PAIR_BITS = 12;
    /** Two letters at a time, straight into the text: two thirds of the time that the JDK's encoder needs. */
    private static final short[] PAIRS = pairs();

    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MARK_BITS = (int) INT.get(MARK, 0);

    private final byte[] raw = new byte[BYTES];
    private final byte[] letters = new byte[LETTERS];

    private static short[] pairs() {
        short[] pairs = new short[1 << PAIR_BITS];
        for (int pair = 0; pair < pairs.length; pair++) {
            byte[] letters = Base64.getUrlEncoder().encode(new byte[] {(byte) (pair >>> 4), (byte) (pair << 4)});
            pairs[pair] = (short) (letters[0] << Byte.SIZE | letters[1]);
        }
        return pairs;
    }

    /** A text that has a mark, and stands for nothing. */
    static String blank() {
        return new String(MARK, StandardCharsets.US_ASCII)
                + Base64.getUrlEncoder().encodeToString(new byte[BYTES]);
    }

    /** Whether a text may begin there; so many characters are there. */
    static boolean marked(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) == MARK_BITS;
    }

    /** What is written next, and what was read last. */
    byte[] raw() {
        return raw;
    }

    /** Writes what stands behind the mark. */
    void write(byte[] text, int offset) {
        SHORT.set(raw, CHECKED, checksum());
        int at = offset + MARK.length;
        for (int i = 0; i < BYTES; i += GROUP) {
            int group = (raw[i] & 0xFF) << (2 * Byte.SIZE) | (raw[i + 1] & 0xFF) << Byte.SIZE | (raw[i + 2] & 0xFF);
            SHORT.set(text, at, PAIRS[group >>> PAIR_BITS]);
            SHORT.set(text, at + 2, PAIRS[group & (PAIRS.length - 1)]);
            at += 4;
        }
    }

    /** Reads a text that is marked; false if it is not as it was written. */
    boolean read(byte[] text, int offset) {
        System.arraycopy(text, offset + MARK.length, letters, 0, LETTERS);
        try {
            return DECODER.decode(letters, raw) == BYTES && (short) SHORT.get(raw, CHECKED) == checksum();
        } catch (IllegalArgumentException e) {
            // Other characters.
            return false;
        }
    }

    /** Sixteen bits to which each bit of the first 28 bytes contributes. */
    private short checksum() {
        long sum = ~((long) LONG.get(raw, 0) * FACTOR);
        sum = ((sum ^ (sum >>> Integer.SIZE)) + (long) LONG.get(raw, 8)) * FACTOR;
        sum = ((sum ^ (sum >>> Integer.SIZE)) + (long) LONG.get(raw, 16)) * FACTOR;
        sum = ((sum ^ (sum >>> Integer.SIZE)) + (int) INT.get(raw, 24)) * FACTOR;
        return (short) (sum >>> (Long.SIZE - Short.SIZE));
    }
}
