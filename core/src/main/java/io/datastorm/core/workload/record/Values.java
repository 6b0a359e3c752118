package io.datastorm.core.workload.record;

import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.plain.SizeDistribution;
import java.nio.file.Path;

/** What the values of records are. */
public sealed interface Values {
    /** What all processes of a run must agree on; where a file lies is not part of it. */
    default String identity() {
        return toString();
    }

    /**
     * Values of a schema.
     *
     * @param format what they are written in
     */
    record OfSchema(SchemaSource source, Format format) implements Values {
        @Override
        public String identity() {
            return format + (source instanceof SchemaSource.Template template ? template.name() : "");
        }
    }

    /**
     * Plain bytes.
     *
     * @param randomRatio the part of each value that is random; the rest is zeros
     */
    record PlainBytes(SizeDistribution sizes, double randomRatio) implements Values {}

    /**
     * Plain bytes of which a codec leaves a given part: how many are random is found when values are prepared.
     *
     * @param ratio bytes of a compressed batch for each byte of its records
     */
    record CompressibleBytes(SizeDistribution sizes, double ratio) implements Values {}

    /** The values of a file. */
    record OfFile(Path file, String delimiter) implements Values {}

    /** The records of a capture, as they are: values, keys, headers. */
    record OfCapture(CaptureFile file) implements Values {}

    /** Each value is the record's position as text. */
    record Counter() implements Values {}
}
