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

    /** A whole number, whatever its layout. */
    sealed interface WholeNumber extends Stamp {
        /** How it is written. */
        NumberLayout layout();

        /** The same in another layout. */
        WholeNumber in(NumberLayout other);

        /** How many bytes a slot has of which this is the first number. */
        int width(long first);
    }

    /**
     * Whole numbers that count. All have the same width.
     *
     * @param width in bytes of the widest of them
     */
    record Sequence(Iteration numbers, NumberLayout layout, int width) implements WholeNumber {
        /** Wide enough for all of them. */
        public static Sequence of(Iteration numbers, NumberLayout layout) {
            return new Sequence(
                    numbers, layout, Math.max(layout.width(numbers.start()), layout.width(numbers.farthest())));
        }

        @Override
        public Sequence in(NumberLayout other) {
            return of(numbers, other);
        }

        @Override
        public int width(long first) {
            return width;
        }

        /** The number of a record. */
        public long value(long position) {
            return numbers.value(position);
        }

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            layout.write(bytes, offset, width, numbers.value(now.sequence()));
        }
    }

    /** Fractions that count, each as a float or a double: 4 or 8 bytes, the least significant first. */
    record FloatingSequence(FractionIteration numbers) implements Stamp {
        /** The number of a record. */
        public double value(long position) {
            return numbers.value(position);
        }

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            double number = numbers.value(now.sequence());
            long bits =
                    width == Float.BYTES ? Float.floatToRawIntBits((float) number) : Double.doubleToRawLongBits(number);
            for (int i = 0; i < width; i++) {
                bytes[offset + i] = (byte) (bits >>> (Byte.SIZE * i));
            }
        }
    }

    /** A sequence from 1 as decimal digits, in the last digits of a string; higher digits are cut off. */
    record DigitSequence() implements Stamp {
        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            Digits.write(bytes, offset, width, now.sequence() + 1);
        }
    }

    /** A random-looking UUID (version 4, RFC 9562) made from the sequence: as 36 characters or as 16 bytes. */
    record UuidSequence(long seed) implements Stamp {
        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            write(bytes, offset, width, now.sequence());
        }

        /** Writes that of a record. */
        public void write(byte[] bytes, int offset, int width, long position) {
            long high = Mix.mix(seed, position);
            long low = Mix.mix(~seed, position);
            if (width == UuidText.WIDTH) {
                UuidText.write(bytes, offset, high, low);
            } else {
                UuidText.writeBinary(bytes, offset, high, low);
            }
        }
    }

    /** Random-looking hexadecimal digits made from the sequence. */
    record RandomHex(long seed) implements Stamp {
        private static final int DIGITS_OF_A_LONG = Long.SIZE / 4;

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            for (int done = 0; done < width; done += DIGITS_OF_A_LONG) {
                long random = Mix.mix(seed + done, now.sequence());
                UuidText.hex(bytes, offset + done, random, Math.min(DIGITS_OF_A_LONG, width - done));
            }
        }
    }

    /**
     * The time as a whole number in the given unit since 1970.
     *
     * @param offsetMillis added to it
     * @param jitterMillis at most so much is taken away again, another part of it in each record
     */
    record EpochTime(EpochUnit unit, long offsetMillis, long jitterMillis, NumberLayout layout) implements WholeNumber {
        @Override
        public EpochTime in(NumberLayout other) {
            return new EpochTime(unit, offsetMillis, jitterMillis, other);
        }

        /** Bytes that suffice for a year beside those of a first value, whatever the jitter. */
        @Override
        public int width(long first) {
            long reach = unit.fromMillis(jitterMillis + 365L * 86_400_000);
            return Math.max(layout.width(first - reach), layout.width(first + reach));
        }

        /** The time of a record that is sent at this time. */
        public long value(long position, long epochMillis) {
            return unit.fromMillis(millis(position, epochMillis));
        }

        /** The same in milliseconds. */
        public long millis(long position, long epochMillis) {
            long jitter =
                    jitterMillis == 0 ? 0 : Long.remainderUnsigned(Mix.mix(jitterMillis, position), jitterMillis + 1);
            return epochMillis + offsetMillis - jitter;
        }

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            layout.write(bytes, offset, width, value(now.sequence(), now.epochMillis()));
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
