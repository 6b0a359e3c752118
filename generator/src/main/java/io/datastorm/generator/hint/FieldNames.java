package io.datastorm.generator.hint;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.generator.rule.Kind;
import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.rule.RuleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What the name of a field tells of its values. The names and their rules are in {@code field-names.json}; a name of
 * several words is also looked for by its last words.
 */
final class FieldNames {
    private static final String FILE = "field-names.json";

    /** The rules of each name, by the kind of value for which they are. */
    private final Map<String, Map<?, ?>> rules = new HashMap<>();

    FieldNames() {
        try (InputStream in = FieldNames.class.getResourceAsStream(FILE)) {
            for (Object entry : new ObjectMapper().readValue(in, List.class)) {
                Map<?, ?> rule = (Map<?, ?>) entry;
                ((List<?>) rule.get("names")).forEach(name -> rules.merge(name.toString(), rule, FieldNames::both));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> both(Map<?, ?> one, Map<?, ?> other) {
        Map<Object, Object> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    /** The rule for values of a type in a field of this name; silent if the name tells nothing. */
    Rule of(String name, Schema schema) {
        String[] words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").split("[_\\-]+", -1);
        for (int first = 0; first < words.length; first++) {
            String last =
                    String.join("", List.of(words).subList(first, words.length)).toLowerCase(Locale.ROOT);
            Map<?, ?> entry = rules.get(last);
            Object rule = entry == null || (first > 0 && entry.containsKey("whole")) ? null : forType(entry, schema);
            if (rule != null) {
                Rule read = RuleReader.hint(rule, schema);
                return fits(read, schema) ? read : Rule.NONE;
            }
        }
        return Rule.NONE;
    }

    /** A decimal may be too narrow for what its name tells. */
    private static boolean fits(Rule rule, Schema schema) {
        if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
            return true;
        }
        double limit = Math.pow(10, decimal.getPrecision() - decimal.getScale());
        return rule.range().high(0) < limit && rule.range().low(0) > -limit;
    }

    private static Object forType(Map<?, ?> rule, Schema schema) {
        String logical =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        if (!logical.isEmpty() && Kind.of(schema) != Kind.DECIMAL) {
            return rule.get(logical);
        }
        return switch (Kind.of(schema)) {
            case INT -> rule.get("whole number");
            case LONG -> rule.get(rule.containsKey("long") ? "long" : "whole number");
            case FLOAT, DOUBLE, DECIMAL -> rule.get("fraction");
            case STRING -> rule.get("string");
            case BOOLEAN -> rule.get("boolean");
            default -> null;
        };
    }
}
