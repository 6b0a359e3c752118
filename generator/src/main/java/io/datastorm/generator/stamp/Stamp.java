package io.datastorm.generator.stamp;

/**
 * What is written into a slot: over the encoded bytes, in place, without allocation. The width never changes, so no
 * other byte moves.
 *
 * <p>Stateless and thread-safe.
 */
public sealed interface Stamp {
    /**
     * Writes a fresh value.
     *
     * @param bytes the encoded value's array
     * @param offset where the slot begins
     * @param width its width in bytes
     * @param now the sequence and the time to write
     */
    void write(byte[] bytes, int offset, int width, Freshness now);

    /**
     * A sequence as an Avro int or long within a range whose values all have the same width; it wraps at the end of the
     * range.
     */
    record VarintSequence(long first, long count) implements Stamp {
        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            Varint.write(bytes, offset, width, first + Long.remainderUnsigned(now.sequence(), count));
        }
    }

    /** A sequence as decimal digits, in the last digits of a string; higher digits are cut off. */
    record DigitSequence() implements Stamp {
        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            long rest = now.sequence();
            for (int i = offset + width - 1; i >= offset; i--) {
                bytes[i] = (byte) ('0' + Long.remainderUnsigned(rest, 10));
                rest = Long.divideUnsigned(rest, 10);
            }
        }
    }

    /** A random-looking UUID (version 4, RFC 9562) made from the sequence: as 36 characters or as 16 bytes. */
    record UuidSequence(long seed) implements Stamp {
        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            long high = Mix.mix(seed, now.sequence());
            long low = Mix.mix(~seed, now.sequence());
            if (width == UuidText.WIDTH) {
                UuidText.write(bytes, offset, high, low);
            } else {
                UuidText.writeBinary(bytes, offset, high, low);
            }
        }
    }

    /** The time as an Avro int or long in the given unit since 1970. */
    record EpochTime(EpochUnit unit) implements Stamp {
        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            Varint.write(bytes, offset, width, unit.fromMillis(now.epochMillis()));
        }
    }

    /** A sequence as a big-endian number; of a slot that is narrower than 8 bytes the high ones are cut off. */
    record CounterBytes() implements Stamp {
        /** Bytes of the whole number. */
        public static final int WIDTH = Long.BYTES;

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            write(bytes, offset, width, now.sequence());
        }

        static void write(byte[] bytes, int offset, int width, long number) {
            long rest = number;
            for (int i = offset + width - 1; i >= offset; i--) {
                bytes[i] = (byte) rest;
                rest >>>= Byte.SIZE;
            }
        }
    }

    /** The time as 24 characters of ISO-8601 in UTC with milliseconds. */
    record IsoText() implements Stamp {
        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            System.arraycopy(now.isoText(), 0, bytes, offset, IsoTime.WIDTH);
        }
    }
}
