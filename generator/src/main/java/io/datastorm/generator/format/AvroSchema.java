package io.datastorm.generator.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastorm.generator.RegisteredSchema;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schema of values in Avro: without the rules, which only a generator needs. */
final class AvroSchema {
    private static final List<String> RULES = List.of("datastorm", "arg.properties");

    private AvroSchema() {}

    static RegisteredSchema of(Schema schema) {
        try {
            JsonNode tree = new ObjectMapper().readTree(schema.toString());
            withoutRules(tree);
            return new RegisteredSchema(RegisteredSchema.AVRO, tree.toString(), recordName(schema));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is JSON", e);
        }
    }

    /** The full name of a record; other types have none. */
    static Optional<String> recordName(Schema schema) {
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
            node.forEach(AvroSchema::withoutRules);
        }
    }
}
