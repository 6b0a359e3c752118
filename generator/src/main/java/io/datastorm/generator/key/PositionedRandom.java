package io.datastorm.generator.key;

import io.datastorm.generator.stamp.Mix;
import org.apache.commons.rng.UniformRandomProvider;

/** Random numbers that follow from a seed and the position of a record. Not thread-safe. */
final class PositionedRandom implements UniformRandomProvider {
    private final long seed;
    private long position;
    private long taken;

    PositionedRandom(long seed) {
        this.seed = seed;
    }

    /** The numbers of another record. */
    void at(long newPosition) {
        position = newPosition;
        taken = 0;
    }

    @Override
    public long nextLong() {
        return Mix.mix(seed + taken++, position);
    }
}
