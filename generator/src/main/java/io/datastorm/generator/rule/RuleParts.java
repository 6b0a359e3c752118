package io.datastorm.generator.rule;

import io.datastorm.generator.stamp.FractionIteration;
import io.datastorm.generator.stamp.Iteration;
import java.util.Optional;
import java.util.OptionalInt;

/** The parts of a {@link Rule} while it is read. */
final class RuleParts {
    Rule.Stamped stamp;
    Choices choices;
    Iteration iteration;
    FractionIteration fractions;
    Boolean toggle;
    Range range = Range.ANY;
    Length length;
    String pattern;
    String expression;
    String prefix = "";
    String suffix = "";
    Rule keys;
    Double odds;
    OptionalInt decimals = OptionalInt.empty();
    Distribution distribution;
    Rule.Time time;
    Double nulls;
    boolean unique;
    String reference;
    Entity entity;

    Rule rule() {
        return new Rule(
                Optional.ofNullable(stamp),
                Optional.ofNullable(choices),
                Optional.ofNullable(iteration),
                Optional.ofNullable(fractions),
                Optional.ofNullable(toggle),
                range,
                Optional.ofNullable(length),
                new Rule.TextRule(Optional.ofNullable(pattern), Optional.ofNullable(expression), prefix, suffix),
                Optional.ofNullable(keys),
                Optional.ofNullable(odds),
                decimals,
                Optional.ofNullable(distribution),
                Optional.ofNullable(time),
                Optional.ofNullable(nulls),
                unique,
                Optional.ofNullable(reference),
                Optional.ofNullable(entity));
    }
}
