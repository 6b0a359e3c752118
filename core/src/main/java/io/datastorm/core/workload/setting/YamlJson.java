package io.datastorm.core.workload.setting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.StringWriter;

/** A map of YAML as JSON: a schema that stands in a workload file. */
final class YamlJson {
    private static final JsonFactory JSON = new JsonFactory();
    /** The key whose {@code [null, string]} means the type that JSON writes as {@code "null"}. */
    private static final String TYPE = "type";

    private final YAMLParser parser;
    private final Check check;

    /** Looks at each part before it is read. */
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    YamlJson(YAMLParser parser, Check check) {
        this.parser = parser;
        this.check = check;
    }

    /** Reads the map whose start has been read. */
    String read() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            copy(json, "");
        }
        return text.toString();
    }

    private void copy(JsonGenerator json, String key) throws IOException {
        check.run();
        switch (parser.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json, key);
            case VALUE_NULL -> {
                if (key.equals(TYPE)) {
                    json.writeString("null");
                } else {
                    json.writeNull();
                }
            }
            default -> json.copyCurrentEvent(parser);
        }
    }

    private void object(JsonGenerator json) throws IOException {
        json.writeStartObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            check.run();
            json.writeFieldName(name);
            parser.nextToken();
            copy(json, name);
        }
        json.writeEndObject();
    }

    private void array(JsonGenerator json, String key) throws IOException {
        json.writeStartArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            copy(json, key);
        }
        json.writeEndArray();
    }
}
