package io.datastorm.generator.avro;

import java.io.IOException;

/** Makes the value of one schema node. Immutable and thread-safe: all state is in the {@link Draft}. */
@FunctionalInterface
interface ValueMaker {
    /** Writes one value. */
    void write(Draft draft) throws IOException;
}
