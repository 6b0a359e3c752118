package io.datastorm.generator.infer;

import io.datastorm.generator.input.InvalidInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * Makes a schema of a sample: types, shares of null, values with their weights, distributions, patterns, lengths. What
 * is frequent in the sample, and choices of up to 64 texts, stand in the schema: it is as secret as the sample.
 */
public final class SchemaInference {
    private SchemaInference() {}

    /** Where records come from. */
    @FunctionalInterface
    public interface Sample {
        /** Hands over each record, as a plain value; returns the schema that they came with, if there is one. */
        Optional<Schema> read(Consumer<Map<?, ?>> to);
    }

    /**
     * The schema of a file's records, as JSON.
     *
     * @param file JSON lines, CSV with a header ({@code .csv}), or an Avro data file ({@code .avro})
     * @param name of the record, if it came without a schema
     * @param most records that are looked at
     * @throws InvalidInput if the file cannot be read, or has no records
     */
    public static String of(Path file, String name, long most) {
        FieldProfile root = SampleFile.textOnly(file) ? FieldProfile.ofTexts() : new FieldProfile();
        return of(file.toString(), name, to -> SampleFile.read(file, most, to), root);
    }

    /**
     * The schema of records that are handed over, as JSON.
     *
     * @param where they come from, for people
     * @param name of the record, if it came without a schema
     * @throws InvalidInput if there are no records
     */
    public static String of(String where, String name, Sample sample) {
        return of(where, name, sample, new FieldProfile());
    }

    private static String of(String where, String name, Sample sample, FieldProfile root) {
        try {
            Optional<Schema> known = sample.read(root::add);
            if (!root.hasRecords()) {
                throw new InvalidInput(where, "has no records with a value");
            }
            root.complete();
            return SchemaAnnotation.of(known.orElseGet(() -> SampleTypes.of(root, name)), root);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(where, e.getMessage());
        }
    }
}
