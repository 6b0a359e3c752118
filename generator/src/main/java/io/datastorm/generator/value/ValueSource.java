package io.datastorm.generator.value;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What values are made of, besides a schema.
 *
 * @param seed same seed, same values
 * @param baseMillis the time that "now" means in values, in milliseconds since 1970
 * @param folder of the schema, where files of options are; empty: the schema is not a file
 * @param entities the records of other streams that values may refer to, by the name of the stream
 * @param fixed the field that has the same text in each value, if there is one
 */
public record ValueSource(
        long seed,
        long baseMillis,
        Optional<Path> folder,
        Map<String, EntityPool> entities,
        Optional<FixedText> fixed) {
    /** Without other streams, and without a fixed text. */
    public ValueSource(long seed, long baseMillis, Optional<Path> folder) {
        this(seed, baseMillis, folder, Map.of(), Optional.empty());
    }
}
