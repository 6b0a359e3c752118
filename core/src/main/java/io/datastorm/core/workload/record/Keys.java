package io.datastorm.core.workload.record;

import io.datastorm.generator.format.Format;

/** What the keys of records are. */
public sealed interface Keys {
    /**
     * A field of the value.
     *
     * @param path of the field
     * @param format what it is written in
     */
    record OfField(String path, Format format) implements Keys {}
}
