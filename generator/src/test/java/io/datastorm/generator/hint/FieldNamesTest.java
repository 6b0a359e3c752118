package io.datastorm.generator.hint;

import static io.datastorm.generator.compile.Samples.field;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldNamesTest {
    private static final Map<String, List<String>> TYPES = Map.of(
            "string",
            List.of("\"string\""),
            "whole number",
            List.of("\"int\"", "\"long\""),
            "long",
            List.of("\"long\""),
            "fraction",
            List.of(
                    "\"float\"",
                    "\"double\"",
                    "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}"),
            "boolean",
            List.of("\"boolean\""),
            "date",
            List.of("{\"type\":\"int\",\"logicalType\":\"date\"}"));

    /** A rule of the list that is wrong would be seen by its users only. */
    @Test
    void eachRuleOfTheListMakesValues() throws IOException {
        int rules = 0;
        try (InputStream in = FieldNames.class.getResourceAsStream("field-names.json")) {
            for (JsonNode entry : new ObjectMapper().readTree(in)) {
                for (String kind : TYPES.keySet()) {
                    for (String type : entry.has(kind) ? TYPES.get(kind) : List.<String>of()) {
                        String name = entry.at("/names/0").asText();
                        assertThat(field("{\"name\":\"%s\",\"type\":%s}".formatted(name, type), 50))
                                .doesNotContain("");
                        rules++;
                    }
                }
                entry.fieldNames().forEachRemaining(key -> assertThat(key)
                        .isIn("names", "whole", "string", "whole number", "long", "fraction", "boolean", "date"));
            }
        }
        assertThat(rules).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "email ; string ; \\S+@\\S+\\.\\S+",
                "customerEmail ; string ; \\S+@\\S+\\.\\S+",
                "client_ip ; string ; (\\d{1,3}\\.){3}\\d{1,3}",
                "first_name ; string ; \\p{L}[\\p{L}' -]*",
                "homepage ; string ; \\S+\\.\\S+",
                "zipCode ; string ; [1-9]\\d{4}",
                "price ; double ; \\d+\\.\\d{1,2}",
                "rating ; int ; [1-5]",
                "appVersion ; string ; \\d+\\.\\d+\\.\\d+",
                "birthDate ; string ; (19|20)\\d\\d-\\d\\d-\\d\\d",
                "country_code ; string ; [A-Z]{2}",
                "latitude ; float ; -?\\d+\\.\\d+(E-?\\d)?",
                "http_status ; int ; 200|304|404|500",
                "age ; int ; 1[89]|[2-8]\\d|90",
                "filename ; string ; .*\\.\\w+",
                "className ; string ; [a-z]+( [a-z]+)*"
            })
    void namesTellWhatValuesLookLike(String name, String type, String pattern) {
        assertThat(field("{\"name\":\"%s\",\"type\":\"%s\"}".formatted(name, type), 300))
                .allSatisfy(value -> assertThat(value.toString()).matches(pattern));
        assertThat(field("{\"name\":\"%s\",\"type\":[\"null\",\"%s\"]}".formatted(name, type), 300).stream()
                        .filter(value -> !value.equals("null")))
                .allSatisfy(value -> assertThat(value.toString()).matches(pattern));
    }
}
