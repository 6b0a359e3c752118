package io.datastorm.generator.hint;

import static io.datastorm.generator.compile.Samples.field;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldDocsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "string ; One of NEW, PAID or SENT. ; NEW|PAID|SENT",
                "string ; State of the order (possible values: new|in-progress|done) ; new|in-progress|done",
                "string ; Either 'debit' or 'credit'; debit|credit",
                "string ; The email address of the customer ; \\S+@\\S+\\.\\S+",
                "string ; City where the parcel goes to. ; \\p{L}[\\p{L}' .-]*",
                "string ; IP address ; (\\d{1,3}\\.){3}\\d{1,3}",
                "int ; A number between 3 and 7 ; [3-7]",
                "double ; Range: 0.5 - 0.75 ; 0\\.[567]\\d*",
                "long ; from 10 to 12, inclusive ; 1[0-2]",
                "int ; Price in cents ; \\d+",
                // What tells nothing, or nothing of such a type, changes nothing.
                "string ; The id of the city ; [a-z]+( [a-z]+)*",
                "string ; one of those things that nobody knows ; [a-z]+( [a-z]+)*",
                "int ; from 7 to 3 ; \\d{1,4}",
                "boolean ; One of yes, no ; true|false",
            })
    void documentationTellsWhatValuesLookLike(String type, String doc, String pattern) {
        String text = "{\"name\":\"qqq\",\"type\":\"%s\",\"doc\":\"%s\"}".formatted(type, doc);
        assertThat(field(text, 200))
                .allSatisfy(value -> assertThat(value.toString()).matches(pattern));
    }

    @Test
    void nameAndRuleComeBeforeIt() {
        String doc = "\"doc\":\"One of A, B\"}";
        assertThat(field("{\"name\":\"email\",\"type\":\"string\"," + doc, 20))
                .allMatch(value -> value.toString().contains("@"));
        assertThat(field("{\"name\":\"q\",\"type\":\"string\",\"datastorm\":{\"oneOf\":[\"x\"]}," + doc, 20))
                .containsOnly("x");
        assertThat(field("{\"name\":\"q\",\"type\":[\"null\",\"string\"]," + doc, 200))
                .containsOnly("A", "B", "null");
    }

    /** A text without end costs no time. */
    @Test
    void onlyTheBeginningIsLookedAt() {
        String doc = "{\"name\":\"q\",\"type\":\"string\",\"doc\":\"the" + " ".repeat(200_000) + "\"}";
        assertThat(field(doc, 1)).hasSize(1);
    }
}
