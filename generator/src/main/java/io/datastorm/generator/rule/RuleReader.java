package io.datastorm.generator.rule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        return of(field, field.schema(), field.schema()).orElseGet(() -> of(field.schema()));
    }

    /** The rule of a type; one that is used by name has the rule of its definition. */
    public static Rule of(Schema schema) {
        return of(schema, schema, schema).orElse(Rule.NONE);
    }

    /** What of the rule of a field is for a branch of its union; empty if nothing is. */
    public static Optional<Rule> ofBranch(Schema.Field field, Schema branch) {
        return of(field, branch, field.schema()).filter(rule -> !rule.silent());
    }

    private static Optional<Rule> of(JsonProperties holder, Schema schema, Schema whole) {
        for (String property : PROPERTIES) {
            Object json = plain(holder.getObjectProp(property));
            if (json != null) {
                return Optional.of(read(property, json, Kind.of(schema), Kind.all(whole)));
            }
        }
        return Optional.empty();
    }

    /** A rule that no schema has, written as {@code "datastorm"} writes it. */
    public static Rule hint(Object json, Schema schema) {
        return read(HintReader.PROPERTY, json, Kind.of(schema), Kind.all(schema));
    }

    private static Rule read(String property, Object json, Kind kind, Set<Kind> accepted) {
        List<String> problems = new ArrayList<>();
        Rule rule = read(property, json, kind, accepted, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0));
        }
        return rule;
    }

    /**
     * Everything wrong with a rule. What a union's branches take is seen when the schema is compiled.
     *
     * @param property that holds it
     * @param json as plain Java values
     */
    public static List<String> problems(String property, Object json, Kind kind) {
        List<String> problems = new ArrayList<>();
        read(property, json, kind, kind == Kind.UNION ? EnumSet.allOf(Kind.class) : EnumSet.of(kind), problems);
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

    private static Rule read(String property, Object json, Kind kind, Set<Kind> accepted, List<String> problems) {
        try {
            if (property.equals(HintReader.PROPERTY)) {
                return new HintReader(kind, accepted, problems).read(json);
            }
            if (json instanceof Map<?, ?> map) {
                return new ArgReader(kind, accepted, problems).read(new JsonParts(property, map, problems));
            }
            problems.add(property + " must be an object, got " + json);
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(property + ": " + e.getMessage());
        }
        return Rule.NONE;
    }
}
