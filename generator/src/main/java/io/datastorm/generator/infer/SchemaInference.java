package io.datastorm.generator.infer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastorm.generator.input.InvalidInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * Makes a schema of a sample: types, shares of null, values with their weights, distributions, patterns, lengths. What
 * is frequent in the sample, and choices of up to 64 texts, stand in the schema: it is as secret as the sample.
 */
public final class SchemaInference {
    /** In one order: the same sample gives the same schema. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final String RULE = "datastorm";

    private final FieldProfile root = new FieldProfile();
    private final Map<String, Integer> names = new TreeMap<>();

    private SchemaInference() {}

    /**
     * The schema of a file's records, as JSON.
     *
     * @param file JSON lines, CSV with a header ({@code .csv}), or an Avro data file ({@code .avro})
     * @param name of the record
     * @param most records that are looked at
     * @throws InvalidInput if the file cannot be read, or has no records
     */
    public static String of(Path file, String name, long most) {
        SchemaInference inference = new SchemaInference();
        Optional<Schema> schema = SampleFile.read(file, most, inference.root::add);
        if (SampleFile.textOnly(file)) {
            inference.root.fields().values().forEach(FieldProfile::readTexts);
        }
        return inference.schema(file.toString(), name, schema);
    }

    /** Where records come from. */
    @FunctionalInterface
    public interface Sample {
        /** Hands over each record, as a plain value; returns the schema that they came with, if there is one. */
        Optional<Schema> read(Consumer<Map<?, ?>> to);
    }

    /**
     * The schema of records that are handed over, as JSON.
     *
     * @param where they come from, for people
     * @param name of the record, if it came without a schema
     * @throws InvalidInput if there are no records
     */
    public static String of(String where, String name, Sample sample) {
        SchemaInference inference = new SchemaInference();
        Optional<Schema> schema = sample.read(inference.root::add);
        return inference.schema(where, name, schema);
    }

    private String schema(String where, String name, Optional<Schema> known) {
        if (!root.hasRecords()) {
            throw new InvalidInput(where, "has no records with a value");
        }
        return known.map(schema -> new SchemaAnnotation(JSON).annotated(schema, root))
                .orElseGet(() -> record(root, name))
                .toPrettyString();
    }

    private ObjectNode record(FieldProfile profile, String name) {
        ObjectNode record = JSON.createObjectNode().put("type", "record").put("name", unused(name));
        ArrayNode fields = record.putArray("fields");
        Set<String> taken = new HashSet<>();
        profile.fields().forEach((field, values) -> {
            if (!taken.add(legal(field))) {
                throw new InvalidInput(
                        "field " + field, "is '%s' in a schema, as another field is".formatted(legal(field)));
            }
            fields.add(field(field, values));
        });
        return record;
    }

    /** A name of a type is used once. */
    private String unused(String name) {
        String legal = legal(name);
        String type = Character.toUpperCase(legal.charAt(0)) + legal.substring(1);
        int before = names.merge(type, 1, Integer::sum);
        return before == 1 ? type : type + before;
    }

    private static String legal(String name) {
        String legal = name.replaceAll("[^A-Za-z0-9_]", "_");
        return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    }

    private ObjectNode field(String name, FieldProfile values) {
        ObjectNode field = JSON.createObjectNode().put("name", legal(name));
        Typed typed = typed(name, values);
        Map<String, Object> rule = new LinkedHashMap<>(typed.rule());
        if (values.nullShare() > 0) {
            field.putArray("type").add("null").add(typed.type());
            rule.put("null", share(values.nullShare()));
        } else {
            field.set("type", typed.type());
        }
        if (!rule.isEmpty()) {
            field.set(RULE, JSON.valueToTree(rule));
        }
        return field;
    }

    /** As it is written in a schema. */
    static double share(double share) {
        return BigDecimal.valueOf(share).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
    }

    /** A type and the rule of its values. */
    private record Typed(com.fasterxml.jackson.databind.JsonNode type, Map<String, Object> rule) {}

    private static Typed typed(String type, Map<String, Object> rule) {
        return new Typed(JSON.getNodeFactory().textNode(type), rule);
    }

    private Typed typed(String name, FieldProfile values) {
        if (values.kinds() > 1) {
            throw new InvalidInput(
                    "field " + name, "has values of several types, such as numbers and text; make them one type first");
        }
        if (values.hasRecords()) {
            return new Typed(record(values, name), Map.of());
        }
        if (values.items() != null) {
            return array(name, values);
        }
        if (values.hasBooleans()) {
            return typed("boolean", Map.of("odds", share(values.trueShare())));
        }
        if (!values.numbers().isEmpty()) {
            return typed(values.fractions() ? "double" : "long", NumberRules.of(values.numbers(), values.fractions()));
        }
        return values.texts().isEmpty() ? typed("string", Map.of()) : typed("string", TextRules.of(values.texts()));
    }

    private Typed array(String name, FieldProfile values) {
        ObjectNode item = field(name, values.items());
        ObjectNode array = JSON.createObjectNode().put("type", "array");
        if (item.has(RULE) && item.get("type").isTextual()) {
            array.putObject("items").put("type", item.get("type").asText()).set(RULE, item.get(RULE));
        } else {
            array.set("items", item.get("type"));
        }
        return new Typed(array, Map.of("min", values.lengthBound(true), "max", values.lengthBound(false)));
    }
}
