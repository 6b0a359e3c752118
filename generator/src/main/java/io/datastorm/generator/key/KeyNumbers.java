package io.datastorm.generator.key;

import io.datastorm.generator.stamp.Mix;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** Which numbers keys have. Immutable and thread-safe. */
public sealed interface KeyNumbers {
    /** How many different ones there are: they are 0 to one less. */
    long count();

    /** Draws by the position of the record and the seed alone; for one thread. */
    KeyDraw draw(long seed);

    /** Each record has the next number; after 10<sup>12</sup> they begin again. */
    record Sequence() implements KeyNumbers {
        private static final long COUNT = 1_000_000_000_000L;

        @Override
        public long count() {
            return COUNT;
        }

        @Override
        public KeyDraw draw(long seed) {
            return position -> position % COUNT;
        }

        @Override
        public String toString() {
            return "sequence";
        }
    }

    /** All numbers are equally likely. */
    record Uniform(long count) implements KeyNumbers {
        @Override
        public KeyDraw draw(long seed) {
            return position -> {
                // The high half of a product instead of a remainder: no division.
                long random = Mix.mix(seed, position) >>> 1;
                return (Math.multiplyHigh(random, count) << 1) | ((random * count) >>> (Long.SIZE - 1));
            };
        }
    }

    /** Numbers by Zipf's law: 0 is the most frequent one, and number k is (k + 1)<sup>exponent</sup> times as rare. */
    record Zipf(long count, double exponent) implements KeyNumbers {
        @Override
        public KeyDraw draw(long seed) {
            Positioned random = new Positioned(seed);
            var sampler = RejectionInversionZipfSampler.of(random, (int) count, exponent);
            return position -> {
                random.at(position);
                return sampler.sample() - 1L;
            };
        }
    }

    /** Random numbers that follow from a position. Not thread-safe. */
    final class Positioned implements UniformRandomProvider {
        private final long seed;
        private long position;
        private long taken;

        private Positioned(long seed) {
            this.seed = seed;
        }

        private void at(long newPosition) {
            position = newPosition;
            taken = 0;
        }

        @Override
        public long nextLong() {
            return Mix.mix(seed + taken++, position);
        }
    }
}
