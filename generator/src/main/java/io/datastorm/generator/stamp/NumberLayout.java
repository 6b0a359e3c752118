package io.datastorm.generator.stamp;

/**
 * How a whole number is written, at a width that is known beforehand. Smaller numbers are filled up, in a way that
 * readers of the format take. Stateless and thread-safe; does not allocate.
 */
public enum NumberLayout {
    /** Avro's int and long, and Protobuf's sint32 and sint64. */
    ZIGZAG,
    /** Protobuf's other integers of variable width. A negative number takes ten bytes. */
    VARINT,
    /** Four bytes, the least significant first. */
    FIXED32,
    /** Eight bytes, the least significant first. */
    FIXED64,
    /** Decimal digits with blanks behind them, which readers of JSON skip. */
    DECIMAL,
    /** Microseconds since 1970 as the fields of Protobuf's message Timestamp: seconds, and nanoseconds. */
    TIMESTAMP;

    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_A_MICRO = 1000;
    private static final int NANOS_WIDTH = 5;
    private static final byte SECONDS_TAG = 1 << 3;
    private static final byte NANOS_TAG = 2 << 3;

    /** How many bytes a number takes at least. Between two numbers of one sign none takes more than one of them. */
    public int width(long number) {
        return switch (this) {
            case ZIGZAG -> Varint.width(number);
            case VARINT -> Varint.unsignedWidth(number);
            case FIXED32 -> Integer.BYTES;
            case FIXED64 -> Long.BYTES;
            case DECIMAL -> Digits.width(number);
            case TIMESTAMP -> 2 + Varint.unsignedWidth(Math.floorDiv(number, MICROS)) + NANOS_WIDTH;
        };
    }

    /** Writes a number that takes at most this width, and all of it. */
    public void write(byte[] bytes, int offset, int width, long number) {
        switch (this) {
            case ZIGZAG -> Varint.write(bytes, offset, width, number);
            case VARINT -> Varint.writeUnsigned(bytes, offset, width, number);
            case FIXED32, FIXED64 -> littleEndian(bytes, offset, width, number);
            case DECIMAL -> Digits.writeSigned(bytes, offset, width, number);
            case TIMESTAMP -> timestamp(bytes, offset, width, number);
        }
    }

    private static void littleEndian(byte[] bytes, int offset, int width, long number) {
        for (int i = 0; i < width; i++) {
            bytes[offset + i] = (byte) (number >>> (Byte.SIZE * i));
        }
    }

    private static void timestamp(byte[] bytes, int offset, int width, long micros) {
        int secondsWidth = width - 2 - NANOS_WIDTH;
        int nanos = offset + 1 + secondsWidth;
        bytes[offset] = SECONDS_TAG;
        Varint.writeUnsigned(bytes, offset + 1, secondsWidth, Math.floorDiv(micros, MICROS));
        bytes[nanos] = NANOS_TAG;
        Varint.writeUnsigned(bytes, nanos + 1, NANOS_WIDTH, Math.floorMod(micros, MICROS) * NANOS_OF_A_MICRO);
    }
}
