package io.datastorm.generator;

import java.util.Optional;

/**
 * Keys that are drawn for each record, whatever its value. Immutable and thread-safe; nothing but {@link #draw} and
 * {@link #key} allocates.
 */
public interface DrawnKeys {
    /** Which key each record has; for one thread. */
    KeyDraw draw();

    /** Bytes of each key; 0: they differ. */
    int width();

    /** Writes a key of {@link #width} bytes. */
    default void write(long number, byte[] target, int offset) {
        System.arraycopy(key(number), 0, target, offset, width());
    }

    /** A key. Not to be changed. */
    byte[] key(long number);

    /** What a registry gets to know of the keys; empty if their format has none. */
    Optional<RegisteredSchema> schema();

    /** The same, with the id of their schema before each. */
    DrawnKeys withId(int schemaId);
}
