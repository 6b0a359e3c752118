package io.datastorm.generator.value;

import io.datastorm.generator.stamp.Mix;

/**
 * Numbers from 0 to before a limit, each once, in an order that looks random: a Feistel network over the next power of
 * four, in which what lies beyond the limit is walked over (Black and Rogaway, "Ciphers with arbitrary finite domains",
 * CT-RSA 2002). Immutable.
 */
final class Permutation {
    private static final int ROUNDS = 4;

    private final long limit;
    private final long seed;
    private final int half;

    /**
     * An order.
     *
     * @param limit above 0
     */
    Permutation(long limit, long seed) {
        this.limit = limit;
        this.seed = seed;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, limit - 1));
        this.half = (bits + 1) / 2;
    }

    /** The number at a place; after the limit the order begins again. */
    long at(long place) {
        long number = Long.remainderUnsigned(place, limit);
        do {
            number = shuffled(number);
        } while (Long.compareUnsigned(number, limit) >= 0);
        return number;
    }

    private long shuffled(long number) {
        long mask = (1L << half) - 1;
        long left = number >>> half;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (Mix.mix(seed + round, right) & mask);
            left = right;
            right = next;
        }
        return left << half | right;
    }
}
