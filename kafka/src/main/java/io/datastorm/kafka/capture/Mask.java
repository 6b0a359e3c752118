package io.datastorm.kafka.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes the meaning from texts and numbers, by a keyed hash (HMAC-SHA256): same text, same mask; the number of
 * characters stays, and so do the places of capitals, small letters, digits and punctuation. The number 42 and the text
 * "42" have the same mask. Without the key nobody can tell which text it was; short ones may have the same mask. Not
 * thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class Mask {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int DECIMAL = 10;
    private static final int LETTERS = 26;
    /** With a larger first digit the longest numbers would not fit their types. */
    private static final int LARGEST_FIRST = 8;

    private static final int LONGEST_INT = 10;
    private static final int LONGEST_LONG = 19;

    private static final Pattern NUMBER = Pattern.compile("-?[1-9][0-9]*");
    /** What only separates. */
    private static final String KEPT = " \t\r\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final Mac mac;

    /** With a key. */
    public Mask(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key cannot be used: " + e.getMessage(), e);
        }
    }

    /** With a key that is forgotten with it. */
    public static Mask random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Mask(key);
    }

    /** The bytes that a text decides, without end. */
    private final class Stream {
        private final byte[] text;
        private byte[] block = {};
        private int used;
        private int blocks;

        Stream(byte[] text) {
            this.text = text;
        }

        int next() {
            if (used == block.length) {
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, blocks++));
                block = mac.doFinal(text);
                used = 0;
            }
            return block[used++] & 0xff;
        }

        int below(int bound) {
            // Two bytes: nearly the same chance for each.
            return ((next() << Byte.SIZE) | next()) % bound;
        }
    }

    /** A text of as many characters, of the same kinds; letters of other alphabets become small ones. */
    public String text(String text) {
        Stream stream = new Stream(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder masked = new StringBuilder(text.length());
        boolean first = NUMBER.matcher(text).matches();
        int digits = text.length() - (text.startsWith("-") ? 1 : 0);
        for (int character : text.codePoints().toArray()) {
            if (character >= '0' && character <= '9') {
                masked.append(first ? first(stream, digits) : (char) ('0' + stream.below(DECIMAL)));
                first = false;
            } else if (character >= 'A' && character <= 'Z') {
                masked.append((char) ('A' + stream.below(LETTERS)));
            } else if (KEPT.indexOf(character) >= 0) {
                masked.appendCodePoint(character);
            } else {
                masked.append((char) ('a' + stream.below(LETTERS)));
            }
        }
        return masked.toString();
    }

    /** The first digit of a number is not zero, and the longest numbers stay within their type. */
    private static char first(Stream stream, int digits) {
        int largest = digits == LONGEST_INT ? 1 : digits == LONGEST_LONG ? LARGEST_FIRST : DECIMAL - 1;
        return (char) ('1' + stream.below(largest));
    }

    /** Bytes of the same number. */
    public byte[] bytes(byte[] bytes) {
        Stream stream = new Stream(bytes);
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = (byte) stream.next();
        }
        return masked;
    }
}
