package io.datastorm.generator.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What a registry knows of a schema.
 *
 * @param type as registries call it: {@link #AVRO} or {@code JSON}
 * @param text of the schema
 * @param recordName the full name of the record's type; empty if values are no records
 */
public record RegisteredSchema(String type, String text, Optional<String> recordName) {
    /** The type that registries assume where none is given. */
    public static final String AVRO = "AVRO";

    private static final List<String> RULES = List.of("datastorm", "arg.properties");

    /** An Avro schema without what only a generator needs. */
    static RegisteredSchema avro(Schema schema) {
        try {
            JsonNode tree = new ObjectMapper().readTree(schema.toString());
            withoutRules(tree);
            return new RegisteredSchema(AVRO, tree.toString(), nameOf(schema));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is JSON", e);
        }
    }

    static Optional<String> nameOf(Schema schema) {
        return schema.getType() == Schema.Type.RECORD ? Optional.of(schema.getFullName()) : Optional.empty();
    }

    private static void withoutRules(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(RULES);
            // A default is data, whatever its names.
            object.properties().stream()
                    .filter(property -> !property.getKey().equals("default"))
                    .forEach(property -> withoutRules(property.getValue()));
        } else {
            node.forEach(RegisteredSchema::withoutRules);
        }
    }
}
