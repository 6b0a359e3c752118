package io.datastorm.core.workload.record;

import io.datastorm.generator.format.Format;
import io.datastorm.generator.key.KeyNumbers;
import java.nio.file.Path;

/** What the keys of records are. */
public sealed interface Keys {
    /** What they are written in. */
    Format format();

    /** A field of the value, by its path. */
    record OfField(String path, Format format) implements Keys {}

    /** Numbers that are drawn for each record. */
    record OfNumbers(KeyNumbers numbers, Format format) implements Keys {}

    /** The lines of a file. */
    record OfFile(Path file, Format format) implements Keys {}
}
