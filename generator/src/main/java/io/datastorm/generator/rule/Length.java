package io.datastorm.generator.rule;

/**
 * How long a string or bytes are, or how many items an array or a map has.
 *
 * @param least of them, 0 or more
 * @param most of them, itself possible
 */
public record Length(int least, int most) {
    /** Of strings, bytes, arrays and maps: brokers take 1 MiB unless they are told otherwise. */
    public static final int MOST = 64 << 20;

    public Length {
        if (least < 0 || least > MOST || most < least || most > MOST) {
            throw new IllegalArgumentException(
                    "a length must be 0 to %,d and grow, got %,d to %,d".formatted(MOST, least, most));
        }
    }
}
