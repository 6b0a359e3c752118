package io.datastorm.generator.key;

import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.stamp.Mix;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** Which numbers keys have. Immutable and thread-safe. */
public sealed interface KeyNumbers {
    /** There are at most so many. */
    long MOST = 1_000_000_000_000L;

    /** Of Zipf's law; with a larger one there is hardly a second key. */
    double MOST_EXPONENT = 100;

    /** How many different ones there are: they are 0 to one less. */
    long count();

    /** How many digits the largest one has. */
    default int digits() {
        return Long.toString(count() - 1).length();
    }

    /** Draws by the position of the record and the seed alone; for one thread. */
    KeyDraw draw(long seed);

    /** Each record has the next number; after 10<sup>12</sup> they begin again. */
    record Sequence() implements KeyNumbers {
        @Override
        public long count() {
            return MOST;
        }

        @Override
        public KeyDraw draw(long seed) {
            return position -> position % MOST;
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
            PositionedRandom random = new PositionedRandom(seed);
            var sampler = RejectionInversionZipfSampler.of(random, (int) count, exponent);
            return position -> {
                random.at(position);
                return sampler.sample() - 1L;
            };
        }
    }
}
