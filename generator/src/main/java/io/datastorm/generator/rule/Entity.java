package io.datastorm.generator.rule;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A field of another stream's records, whose values a field takes.
 *
 * @param stream by its name
 * @param field of its records, {@code id} or {@code address.city}
 * @param zipf the exponent of Zipf's law, by which some records are referred to more often; empty: all equally
 * @param inTurn whether each record is referred to as often as any other, one after the other
 */
public record Entity(String stream, String field, OptionalDouble zipf, boolean inTurn) {
    static final String NAME = "entity";

    /** Rules that may stand beside it. */
    private static final Set<String> BESIDE = Set.of(NAME, "null");

    private static final double MOST_SKEWED = 10;

    /** How a record is chosen; two fields of one record take the same, so that they agree. */
    public record Choice(OptionalDouble zipf, boolean inTurn) {
        /** All are equally likely. */
        public static final Choice UNIFORM = new Choice(OptionalDouble.empty(), false);
    }

    /** How the record is chosen. */
    public Choice choice() {
        return new Choice(zipf, inTurn);
    }

    /** The rule of that name, as text or as an object; what is wrong with it goes to the parts. */
    static Optional<Entity> read(JsonParts rule) {
        if (!rule.has(NAME)) {
            return Optional.empty();
        }
        rule.keys().stream()
                .filter(key -> !BESIDE.contains(key))
                .forEach(key -> rule.problem("entity says what values are; leave out " + key));
        return rule.get(NAME) instanceof String text
                ? ofText(rule, text)
                : rule.object(NAME).flatMap(Entity::ofObject);
    }

    private static Optional<Entity> ofText(JsonParts rule, String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            rule.problem("entity must name a stream and a field, such as customers.id, got '%s'".formatted(text));
            return Optional.empty();
        }
        return Optional.of(new Entity(text.substring(0, dot), text.substring(dot + 1), OptionalDouble.empty(), false));
    }

    private static Optional<Entity> ofObject(JsonParts json) {
        json.only(Set.of("stream", "field", "zipf", "inTurn"));
        Optional<String> stream = json.text("stream");
        Optional<String> field = json.text("field");
        if (stream.isEmpty() || field.isEmpty()) {
            json.problem("needs stream and field, two strings");
            return Optional.empty();
        }
        OptionalDouble zipf = zipf(json);
        boolean inTurn = json.flag("inTurn").orElse(false);
        if (inTurn && zipf.isPresent()) {
            json.problem("zipf and inTurn contradict each other");
        }
        return Optional.of(new Entity(stream.get(), field.get(), zipf, inTurn));
    }

    private static OptionalDouble zipf(JsonParts json) {
        Optional<Double> exponent = json.number("zipf").map(Number::doubleValue);
        if (exponent.isPresent() && !(exponent.get() > 0 && exponent.get() <= MOST_SKEWED)) {
            json.problem("zipf must be above 0 and at most 10, got " + json.get("zipf"));
            return OptionalDouble.empty();
        }
        return exponent.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
