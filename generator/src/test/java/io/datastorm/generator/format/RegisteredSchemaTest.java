package io.datastorm.generator.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.generator.RegisteredSchema;
import java.io.IOException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

final class RegisteredSchemaTest {
    private static Schema schema(String json) {
        return new Schema.Parser().parse(json);
    }

    @Test
    void rulesAreNotForReaders() {
        Schema ruled = schema("""
                {"type":"record","name":"a.R","doc":"Of mine.","fields":[
                  {"name":"x","type":{"type":"int","arg.properties":{"range":{"min":1}}},"datastorm":{"max":9}},
                  {"name":"m","type":{"type":"map","values":"string"},"default":{"datastorm":"kept"}}]}""");
        RegisteredSchema registered =
                Format.AVRO_REGISTRY.registeredSchema(ruled).orElseThrow();
        assertThat(registered.type()).isEqualTo("AVRO");
        assertThat(registered.recordName()).contains("a.R");
        assertThat(registered.text())
                .contains("Of mine.", "{\"datastorm\":\"kept\"}")
                .doesNotContain("arg.properties", "max");
    }

    private static JsonNode json(String schema) throws IOException {
        return new ObjectMapper()
                .readTree(Format.JSON_REGISTRY
                        .registeredSchema(schema(schema))
                        .orElseThrow()
                        .text());
    }

    @Test
    void jsonHasASchemaOfItsOwn() throws IOException {
        JsonNode made = json("""
                {"type":"record","name":"a.R","fields":[
                  {"name":"at","doc":"When.","type":{"type":"long","logicalType":"timestamp-millis"}},
                  {"name":"kind","type":{"type":"enum","name":"K","symbols":["A","B"]}},
                  {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                  {"name":"raw","type":"bytes"},
                  {"name":"note","type":["null","string"]}]}""");
        JsonNode fields = made.path("properties");
        assertThat(made.path("title").asText()).isEqualTo("a.R");
        assertThat(made.path("required")).hasSize(5);
        assertThat(fields.path("at").toString()).isEqualTo("{\"type\":\"integer\",\"description\":\"When.\"}");
        assertThat(fields.path("kind").path("enum").toString()).isEqualTo("[\"A\",\"B\"]");
        assertThat(fields.path("price").path("type").asText()).isEqualTo("number");
        assertThat(fields.path("raw").path("contentEncoding").asText()).isEqualTo("base64");
        assertThat(fields.path("note").toString()).isEqualTo("{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}");
    }

    @Test
    void recordsWithinThemselvesAreDefinitions() throws IOException {
        JsonNode made = json("""
                {"type":"record","name":"Node","fields":[
                  {"name":"left","type":["null","Node"]}, {"name":"right","type":["null","Node"]}]}""");
        assertThat(made.path("$ref").asText()).isEqualTo("#/definitions/Node");
        assertThat(made.at("/definitions/Node/properties/left/anyOf/1/$ref").asText())
                .isEqualTo("#/definitions/Node");
    }
}
