package io.datastorm.generator.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** Reads what a schema says about its values. */
public final class RuleReader {
    /** Properties of a field or a type that hold its rule; the first one wins. */
    public static final List<String> PROPERTIES = List.of(HintReader.PROPERTY, ArgReader.PROPERTY);

    private RuleReader() {}

    /**
     * The rule of a field, or of its type when the field has none.
     *
     * @throws IllegalArgumentException if there is something wrong with it
     */
    public static Rule of(Schema.Field field) {
        return own(field, field.schema()).orElseGet(() -> of(field.schema()));
    }

    /** The rule that stands on the field itself. */
    public static Optional<Rule> own(Schema.Field field) {
        return own(field, field.schema());
    }

    /** The rule of a type. */
    public static Rule of(Schema schema) {
        // A type that is used by name has the properties of its definition.
        return own(schema, schema).orElse(Rule.NONE);
    }

    /**
     * The rule that stands on a field, for a branch of its union; empty if there is none, or it fits other branches.
     */
    public static Optional<Rule> ofBranch(Schema.Field field, Schema branch) {
        for (String property : PROPERTIES) {
            Object json = plain(field.getObjectProp(property));
            if (json != null) {
                List<String> problems = new ArrayList<>();
                Rule rule = property.equals(HintReader.PROPERTY)
                        ? HintReader.ofBranch(Kind.of(branch), problems).read(json)
                        : read(property, json, Kind.of(branch), problems);
                return problems.isEmpty() ? Optional.of(rule) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A rule that no schema has, written as {@code "datastorm"} writes it. */
    public static Rule hint(Object json, Schema schema) {
        List<String> problems = new ArrayList<>();
        Rule rule = read(HintReader.PROPERTY, json, Kind.of(schema), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0));
        }
        return rule;
    }

    private static Optional<Rule> own(JsonProperties holder, Schema schema) {
        for (String property : PROPERTIES) {
            Object json = plain(holder.getObjectProp(property));
            if (json != null) {
                List<String> problems = new ArrayList<>();
                Rule rule = read(property, json, Kind.of(schema), problems);
                if (!problems.isEmpty()) {
                    throw new IllegalArgumentException(problems.get(0));
                }
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /**
     * Everything wrong with a rule.
     *
     * @param property that holds it
     * @param json as plain Java values
     */
    public static List<String> problems(String property, Object json, Kind kind) {
        List<String> problems = new ArrayList<>();
        read(property, json, kind, problems);
        return problems;
    }

    /** Avro has an object of its own where JSON has null. */
    private static Object plain(Object json) {
        if (json instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, value) -> plain.put(key, plain(value)));
            return plain;
        }
        if (json instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        return json == JsonProperties.NULL_VALUE ? null : json;
    }

    private static Rule read(String property, Object json, Kind kind, List<String> problems) {
        try {
            if (property.equals(HintReader.PROPERTY)) {
                return new HintReader(kind, problems).read(json);
            }
            if (json instanceof Map<?, ?> map) {
                return new ArgReader(kind, problems).read(new JsonParts(property, map, problems));
            }
            problems.add(property + " must be an object, got " + json);
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(property + ": " + e.getMessage());
        }
        return Rule.NONE;
    }
}
