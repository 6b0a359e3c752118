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
     * Numbers that count, each as an Avro int or long. All have the same width: a smaller one is filled up with zeros,
     * which readers of Avro take.
     *
     * @param width in bytes of the widest of them
     */
    record VarintSequence(Iteration numbers, int width) implements Stamp {
        /** Wide enough for all of them. */
        public static VarintSequence of(Iteration numbers) {
            int width = Math.max(Varint.width(numbers.start()), Varint.width(numbers.farthest()));
            return new VarintSequence(numbers, width);
        }

        /** The number of a record. */
        public long value(long position) {
            return numbers.value(position);
        }

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            Varint.write(bytes, offset, width, numbers.value(now.sequence()));
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

    /**
     * Numbers that count, each as decimal digits with blanks behind it, which readers of JSON skip.
     *
     * @param width in characters of the longest of them
     */
    record DecimalSequence(Iteration numbers, int width) implements Stamp {
        /** Wide enough for all of them. */
        public static DecimalSequence of(Iteration numbers) {
            return new DecimalSequence(numbers, Math.max(width(numbers.start()), width(numbers.farthest())));
        }

        private static int width(long number) {
            return Long.toString(number).length();
        }

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            write(bytes, offset, width, numbers.value(now.sequence()));
        }

        /** Writes a number that takes at most this width. */
        public static void write(byte[] bytes, int offset, int width, long number) {
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

    /** The time as decimal digits with blanks behind it. */
    record DecimalTime(EpochTime time) implements Stamp {
        /** Wide enough for nanoseconds, also before 1970. */
        public static final int WIDTH = 20;

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            DecimalSequence.write(bytes, offset, width, time.value(now.sequence(), now.epochMillis()));
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

    /**
     * The time as an Avro int or long in the given unit since 1970.
     *
     * @param offsetMillis added to it
     * @param jitterMillis at most so much is taken away again, another part of it in each record
     */
    record EpochTime(EpochUnit unit, long offsetMillis, long jitterMillis) implements Stamp {
        /** Bytes that suffice for a year beside those of a first value, whatever the jitter. */
        public int width(long first) {
            long reach = unit.fromMillis(jitterMillis + 365L * 86_400_000);
            return Math.max(Varint.width(first - reach), Varint.width(first + reach));
        }

        /** The time of a record that is sent at this time. */
        public long value(long position, long epochMillis) {
            long jitter =
                    jitterMillis == 0 ? 0 : Long.remainderUnsigned(Mix.mix(jitterMillis, position), jitterMillis + 1);
            return unit.fromMillis(epochMillis + offsetMillis - jitter);
        }

        @Override
        public void write(byte[] bytes, int offset, int width, Freshness now) {
            Varint.write(bytes, offset, width, value(now.sequence(), now.epochMillis()));
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
