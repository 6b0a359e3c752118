package io.datastorm.generator.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastorm.generator.RegisteredSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The schema of JSON values that {@link Format#JSON} writes of an Avro schema.
 *
 * @see <a href="https://json-schema.org/draft-07/json-schema-release-notes">JSON Schema, draft 7</a>
 */
final class JsonSchema {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    private final Set<String> recursive = new HashSet<>();

    private JsonSchema() {}

    /** Of values of a schema. */
    static RegisteredSchema of(Schema schema) {
        JsonSchema made = new JsonSchema();
        made.findRecursive(schema, Set.of());
        ObjectNode root = object().put("$schema", DRAFT);
        root.setAll(made.node(schema));
        if (!made.definitions.isEmpty()) {
            root.set("definitions", made.definitions);
        }
        return new RegisteredSchema(RegisteredSchema.JSON, root.toString(), AvroSchema.recordName(schema));
    }

    private void findRecursive(Schema schema, Set<String> around) {
        switch (schema.getType()) {
            case RECORD -> {
                if (around.contains(schema.getFullName())) {
                    recursive.add(schema.getFullName());
                } else {
                    Set<String> within = new HashSet<>(around);
                    within.add(schema.getFullName());
                    schema.getFields().forEach(field -> findRecursive(field.schema(), within));
                }
            }
            case UNION -> schema.getTypes().forEach(branch -> findRecursive(branch, around));
            case ARRAY -> findRecursive(schema.getElementType(), around);
            case MAP -> findRecursive(schema.getValueType(), around);
            default -> {}
        }
    }

    private ObjectNode node(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> union(schema);
            case ARRAY -> {
                ObjectNode array = typed("array");
                array.set("items", node(schema.getElementType()));
                yield array;
            }
            case MAP -> {
                ObjectNode map = typed("object");
                map.set("additionalProperties", node(schema.getValueType()));
                yield map;
            }
            case ENUM -> {
                ObjectNode symbols = typed("string");
                schema.getEnumSymbols().forEach(symbols.putArray("enum")::add);
                yield symbols;
            }
            case BYTES, FIXED -> bytes(schema);
            case INT, LONG -> typed("integer");
            case FLOAT, DOUBLE -> typed("number");
            case STRING -> typed("string");
            case BOOLEAN -> typed("boolean");
            case NULL -> typed("null");
        };
    }

    /** A record that has itself as a part is a definition of its own, to which others refer. */
    private ObjectNode record(Schema schema) {
        String name = schema.getFullName();
        if (!recursive.contains(name)) {
            return fields(schema);
        }
        if (!definitions.has(name)) {
            definitions.putNull(name);
            definitions.set(name, fields(schema));
        }
        return object().put("$ref", "#/definitions/" + name);
    }

    private ObjectNode fields(Schema schema) {
        ObjectNode record = typed("object").put("title", schema.getFullName());
        describe(record, schema.getDoc());
        ObjectNode properties = record.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Schema.Field field : schema.getFields()) {
            ObjectNode property = node(field.schema());
            describe(property, field.doc());
            properties.set(field.name(), property);
            required.add(field.name());
        }
        record.set("required", required);
        return record.put("additionalProperties", false);
    }

    /** Beside a reference nothing else counts. */
    private static void describe(ObjectNode node, String doc) {
        if (doc != null && !node.has("$ref")) {
            node.put("description", doc);
        }
    }

    private ObjectNode union(Schema schema) {
        List<ObjectNode> branches = schema.getTypes().stream().map(this::node).toList();
        ObjectNode union = object();
        // Numbers fit several branches.
        union.putArray("anyOf").addAll(branches);
        return union;
    }

    private static ObjectNode bytes(Schema schema) {
        boolean number = schema.getLogicalType() instanceof LogicalTypes.Decimal
                || schema.getLogicalType() instanceof LogicalTypes.BigDecimal;
        return number ? typed("number") : typed("string").put("contentEncoding", "base64");
    }

    private static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
