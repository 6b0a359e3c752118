package io.datastorm.generator.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A JSON value and where it stands in its file.
 *
 * @param value a map of names to places, a list of places, a string, a number, a boolean, or null
 * @param line from 1
 * @param column from 1
 */
record JsonPlace(Object value, int line, int column) {
    /** With comments, as Avro's own parser takes them. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    /**
     * Reads one JSON document; problems with the syntax and names that occur twice go to the list. Null if nothing
     * could be read.
     */
    static JsonPlace read(String file, String text, List<Problem> problems) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                problems.add(new Problem(file, "is empty; a schema starts with {\"type\": \"record\", …}"));
                return null;
            }
            JsonPlace root = new Reader(file, parser, problems).value();
            if (parser.nextToken() != null) {
                problems.add(new Problem(file, "there is more text after the schema"));
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? file : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(new Problem(where, "is not JSON: " + e.getOriginalMessage()));
            return null;
        } catch (IOException e) {
            problems.add(new Problem(file, "could not be read: " + e.getMessage()));
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, JsonPlace> object() {
        return value instanceof Map<?, ?> ? (Map<String, JsonPlace>) value : Map.of();
    }

    @SuppressWarnings("unchecked")
    List<JsonPlace> list() {
        return value instanceof List<?> ? (List<JsonPlace>) value : List.of();
    }

    /** The text of a member, or null. */
    String text(String name) {
        JsonPlace member = object().get(name);
        return member != null && member.value instanceof String text ? text : null;
    }

    String at(String file) {
        return file + ":" + line + ":" + column;
    }

    /** The value without its places. */
    Object plain() {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> plain = new LinkedHashMap<>();
            object().forEach((name, member) -> plain.put(name, member.plain()));
            return plain;
        }
        return value instanceof List<?> ? list().stream().map(JsonPlace::plain).collect(Collectors.toList()) : value;
    }

    private record Reader(String file, JsonParser parser, List<Problem> problems) {
        JsonPlace value() throws IOException {
            JsonLocation at = parser.currentTokenLocation();
            return new JsonPlace(content(), at.getLineNr(), at.getColumnNr());
        }

        private Object content() throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> object();
                case START_ARRAY -> list();
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_INT -> whole();
                case VALUE_NUMBER_FLOAT -> parser.getNumberValue();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> null;
            };
        }

        /** Avro has no place for larger ones. */
        private Number whole() throws IOException {
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                JsonLocation at = parser.currentTokenLocation();
                problems.add(new Problem(
                        file + ":" + at.getLineNr() + ":" + at.getColumnNr(),
                        "a whole number may have 64 bits; write a larger one with a point, such as 1.0e20"));
            }
            return parser.getNumberValue();
        }

        private Map<String, JsonPlace> object() throws IOException {
            Map<String, JsonPlace> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonLocation at = parser.currentTokenLocation();
                if (members.containsKey(name)) {
                    problems.add(new Problem(
                            file + ":" + at.getLineNr() + ":" + at.getColumnNr(),
                            "the name '" + name + "' occurs twice"));
                }
                parser.nextToken();
                members.put(name, value());
            }
            return members;
        }

        private List<JsonPlace> list() throws IOException {
            List<JsonPlace> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value());
            }
            return items;
        }
    }
}
