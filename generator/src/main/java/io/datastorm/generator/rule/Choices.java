package io.datastorm.generator.rule;

import java.util.List;
import java.util.Optional;

/**
 * The values from which each is taken.
 *
 * @param values as plain Java values of their JSON; empty if they are in a file
 * @param weights how often each of them occurs; empty: equally often
 * @param file where they are, relative to the schema
 */
public record Choices(List<Object> values, List<Double> weights, Optional<ChoiceFile> file) {
    /**
     * A file of Avro data, one value behind the other.
     *
     * @param binary whether it is Avro's binary encoding; else it is Avro's JSON encoding
     */
    public record ChoiceFile(String name, boolean binary) {}

    /** Equally likely values. */
    public static Choices of(List<Object> values) {
        return new Choices(values, List.of(), Optional.empty());
    }
}
