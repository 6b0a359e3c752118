package io.datastorm.core.workload;

import io.datastorm.generator.format.Format;
import io.datastorm.generator.plain.SizeDistribution;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the records are.
 *
 * @param values what their values are
 * @param pool how many values are prepared before the clock starts; 0: each is encoded when it is sent
 * @param frozen whether they repeat unchanged, instead of getting fresh stamps
 * @param seed same seed, same records
 * @param key the field that is each record's key; empty: no keys
 * @param headers of each record, in their order
 */
public record RecordPlan(
        Values values, int pool, boolean frozen, long seed, Optional<String> key, Map<String, String> headers) {
    /** What values are. */
    public sealed interface Values {
        /** What all processes of a run must agree on; where a file lies is not part of it. */
        default String identity() {
            return toString();
        }
    }

    /**
     * Values of an Avro schema.
     *
     * @param format what they are written in
     */
    public record OfSchema(SchemaSource source, Format format) implements Values {
        @Override
        public String identity() {
            return format + (source instanceof SchemaTemplate template ? template.name() : "");
        }
    }

    /** Where a schema is. */
    public sealed interface SchemaSource {}

    /** In a file. */
    public record SchemaFile(Path file) implements SchemaSource {}

    /** In the plan itself. */
    public record SchemaText(String json) implements SchemaSource {}

    /** It ships with DataStorm. */
    public record SchemaTemplate(String name) implements SchemaSource {}

    /**
     * Plain bytes.
     *
     * @param randomRatio the part of each value that is random; the rest is zeros
     */
    public record PlainBytes(SizeDistribution sizes, double randomRatio) implements Values {}

    /**
     * Plain bytes of which a codec leaves a given part: how many are random is found when values are prepared.
     *
     * @param ratio bytes of a compressed batch for each byte of its records
     */
    public record CompressibleBytes(SizeDistribution sizes, double ratio) implements Values {}

    /** The values of a file. */
    public record OfFile(Path file, String delimiter) implements Values {}

    /** Each value is the record's position as text. */
    public record Counter() implements Values {}

    /** Where the schema is, if there is one. */
    public Optional<SchemaSource> schema() {
        return values instanceof OfSchema of ? Optional.of(of.source()) : Optional.empty();
    }
}
