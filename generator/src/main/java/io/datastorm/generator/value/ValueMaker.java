package io.datastorm.generator.value;

/** Makes the value of one schema node. Immutable and thread-safe: all state is in the {@link Draft}. */
@FunctionalInterface
public interface ValueMaker {
    /** A value of Avro's generic data; text is a {@link String}. */
    Object make(Draft draft);
}
