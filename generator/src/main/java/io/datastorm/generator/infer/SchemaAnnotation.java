package io.datastorm.generator.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Puts rules into the schema of a sample: types, logical types, names and documentation stay. Fields that have rules
 * keep them; times, identifiers and decimals need none.
 */
final class SchemaAnnotation {
    private static final String RULE = "datastorm";
    private static final String RULE_OF_OTHERS = "arg.properties";

    /** In one order: the same sample gives the same schema. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private SchemaAnnotation() {}

    /** The schema with rules, as JSON. */
    static String of(Schema schema, FieldProfile profile) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            record(tree, schema, profile);
            return tree.toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is JSON", e);
        }
    }

    /** A record that was defined before is only a name here, and stays as it is. */
    private static void record(JsonNode node, Schema schema, FieldProfile profile) {
        if (schema.getType() != Schema.Type.RECORD || !node.isObject()) {
            return;
        }
        for (Schema.Field field : schema.getFields()) {
            FieldProfile values = profile.fields().get(field.name());
            ObjectNode place = (ObjectNode) node.get("fields").get(field.pos());
            if (values != null && !place.has(RULE) && !place.has(RULE_OF_OTHERS)) {
                field(place, field.schema(), values);
            }
        }
    }

    private static void field(ObjectNode place, Schema schema, FieldProfile values) {
        List<Schema> branches = schema.isUnion() ? schema.getTypes() : List.of(schema);
        List<Schema> others = branches.stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        Map<String, Object> rule = new LinkedHashMap<>();
        if (others.size() == 1) {
            rule.putAll(value(typeNode(place.get("type"), schema), others.get(0), values));
        }
        // A sample without any null says so as well.
        if (others.size() < branches.size()) {
            rule.put("null", share(values.nullShare()));
        }
        if (!rule.isEmpty()) {
            place.set(RULE, JSON.valueToTree(rule));
        }
    }

    /** The type in JSON: of a union, the branch that is not null. */
    private static JsonNode typeNode(JsonNode type, Schema schema) {
        if (!schema.isUnion()) {
            return type;
        }
        for (JsonNode branch : type) {
            if (!branch.asText().equals("null")) {
                return branch;
            }
        }
        return type;
    }

    /** The rule of values of a type; the rules of what is within stand there. */
    private static Map<String, Object> value(JsonNode node, Schema schema, FieldProfile values) {
        boolean plain = schema.getLogicalType() == null && !(node.has(RULE) || node.has(RULE_OF_OTHERS));
        return switch (schema.getType()) {
            case RECORD -> {
                record(node, schema, values);
                yield Map.of();
            }
            case ARRAY -> array(node, schema, values);
            case BOOLEAN -> plain && values.hasBooleans() ? Map.of("odds", share(values.trueShare())) : Map.of();
            case INT, LONG -> numbers(plain, values, false);
            case FLOAT, DOUBLE -> numbers(plain, values, true);
            case STRING -> plain && !values.texts().isEmpty() ? TextRules.of(values.texts()) : Map.of();
            case ENUM -> symbols(values);
            default -> Map.of();
        };
    }

    private static Map<String, Object> numbers(boolean plain, FieldProfile values, boolean fractions) {
        return plain && !values.numbers().isEmpty() ? NumberRules.of(values.numbers(), fractions) : Map.of();
    }

    private static Map<String, Object> symbols(FieldProfile values) {
        Map<String, Long> counts = new TreeMap<>();
        values.texts().forEach(text -> counts.merge(text, 1L, Long::sum));
        return counts.isEmpty()
                ? Map.of()
                : Map.of("oneOf", List.copyOf(counts.keySet()), "weights", List.copyOf(counts.values()));
    }

    private static Map<String, Object> array(JsonNode node, Schema schema, FieldProfile values) {
        if (values.items() != null && node.path("items").isObject()) {
            record(node.get("items"), schema.getElementType(), values.items());
        } else if (values.items() != null && node.path("items").isTextual()) {
            Map<String, Object> rule = value(node.get("items"), schema.getElementType(), values.items());
            if (!rule.isEmpty()) {
                ((ObjectNode) node)
                        .putObject("items")
                        .put("type", schema.getElementType().getType().getName())
                        .set(RULE, JSON.valueToTree(rule));
            }
        }
        return values.lengths().isEmpty()
                ? Map.of()
                : Map.of("min", values.lengthBound(true), "max", values.lengthBound(false));
    }

    private static double share(double share) {
        return BigDecimal.valueOf(share).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
    }
}
