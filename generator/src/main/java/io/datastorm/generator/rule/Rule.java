package io.datastorm.generator.rule;

import io.datastorm.generator.stamp.FractionIteration;
import io.datastorm.generator.stamp.Iteration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a schema says about the values of a field or a type, in one of its two ways: {@code "datastorm"} or
 * {@code "arg.properties"}. Immutable.
 *
 * @param stamp whether each record sent has a fresh value
 * @param choices values to choose from
 * @param iteration numbers that count; of a string between prefix and suffix
 * @param fractions fractions that count
 * @param toggle the first of booleans that alternate
 * @param range of numbers
 * @param length of strings, bytes, arrays and maps
 * @param text what strings look like
 * @param keys of a map
 * @param odds how likely true is
 * @param decimals to which fractions are rounded
 * @param distribution of numbers
 * @param time of a field that is stamped with it
 * @param nulls how likely null is in a union with it
 * @param unique whether no value occurs twice in a pool
 * @param reference an expression of other fields
 * @param entity a field of another stream's records
 */
public record Rule(
        Optional<Stamped> stamp,
        Optional<Choices> choices,
        Optional<Iteration> iteration,
        Optional<FractionIteration> fractions,
        Optional<Boolean> toggle,
        Range range,
        Optional<Length> length,
        TextRule text,
        Optional<Rule> keys,
        Optional<Double> odds,
        OptionalInt decimals,
        Optional<Distribution> distribution,
        Optional<Time> time,
        Optional<Double> nulls,
        boolean unique,
        Optional<String> reference,
        Optional<Entity> entity) {
    /** Says nothing. */
    public static final Rule NONE = new RuleParts().rule();

    /** What each record sent has afresh. */
    public enum Stamped {
        /** A number that counts. */
        SEQUENCE,
        /** The current time. */
        TIMESTAMP,
        /** Nothing, though the field's name or type would have it so. */
        NONE
    }

    /**
     * What strings look like.
     *
     * @param pattern a regular expression that they match
     * @param expression of Datafaker that makes them
     * @param prefix stands before each
     * @param suffix stands behind each
     */
    public record TextRule(Optional<String> pattern, Optional<String> expression, String prefix, String suffix) {}

    /**
     * The current time, moved.
     *
     * @param offsetMillis added to it
     * @param jitterMillis at most so much is taken away again, another part each time
     * @param pattern of a string, as java.time's DateTimeFormatter takes it; empty: ISO-8601
     */
    public record Time(long offsetMillis, long jitterMillis, Optional<String> pattern) {
        /** The current time. */
        public static final Time NOW = new Time(0, 0, Optional.empty());
    }

    /** Whether it says nothing. */
    public boolean silent() {
        return equals(NONE);
    }
}
