package io.datastorm.generator;

import io.datastorm.generator.stamp.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Makes the encoded value of record <i>n</i> from (seed, <i>n</i>) alone, so that any worker on any machine can make
 * any record.
 *
 * <p>Implementations are immutable and thread-safe. Current timestamps are relative to a base time that the generator
 * was given when it was made.
 */
public interface RecordGenerator {
    /** Writes the encoded value, its key, and the offsets of its slots. The target is reset first. */
    void generate(long position, EncodedRecord target);

    /** How many values a pool needs of which so many are asked for: all there are, if they are given. */
    default int poolSize(int asked) {
        return asked;
    }

    /**
     * Checks whether a pool can have so many values.
     *
     * @throws IllegalArgumentException if they cannot all be different where they have to be
     */
    default void checkPool(int size) {}

    /** Whether values have keys. */
    default boolean keyed() {
        return false;
    }

    /** Keys that do not come with the values; empty: a record has the key of its value, or none. */
    default Optional<DrawnKeys> drawnKeys() {
        return Optional.empty();
    }

    /** The slots that a stamp can refresh in place; empty if the schema has no field for it. */
    List<Slot> slots();

    /** What a registry gets to know of the values; empty if their format has none. */
    default Optional<RegisteredSchema> valueSchema() {
        return Optional.empty();
    }

    /** Likewise of the keys. */
    default Optional<RegisteredSchema> keySchema() {
        return Optional.empty();
    }

    /** The same with the ids of schemas before values and keys, where there are ids. */
    default RecordGenerator withIds(Optional<Integer> ofValues, Optional<Integer> ofKeys) {
        return this;
    }
}
