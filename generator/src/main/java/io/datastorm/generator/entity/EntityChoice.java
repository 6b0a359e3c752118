package io.datastorm.generator.entity;

import io.datastorm.generator.rule.Entity;
import io.datastorm.generator.stamp.Mix;
import io.datastorm.generator.value.Draft;
import java.util.SplittableRandom;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/**
 * Chooses the record of another stream to which a record refers. All fields of a record refer to the same one, so that
 * name and address belong together; each item of an array or a map has one of its own.
 *
 * @param seed of the chance, another one for each stream
 * @param size how many records there are
 */
record EntityChoice(long seed, int size, Entity.Choice how) {
    int of(Draft draft) {
        if (how.inTurn()) {
            return (int) Math.floorMod(draft.position() + draft.item(), (long) size);
        }
        long chance = Mix.mix(Mix.mix(seed, draft.position()), draft.item());
        if (how.zipf().isEmpty()) {
            return (int) Long.remainderUnsigned(chance, size);
        }
        SplittableRandom random = new SplittableRandom(chance);
        return RejectionInversionZipfSampler.of(
                                random::nextLong, size, how.zipf().getAsDouble())
                        .sample()
                - 1;
    }
}
