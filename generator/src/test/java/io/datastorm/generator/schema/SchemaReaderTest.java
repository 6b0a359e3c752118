package io.datastorm.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaReaderTest {
    private static List<String> problems(String text) {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> SchemaReader.parse("s.avsc", text));
        assertThat(invalid).as("the schema is refused").isNotNull();
        return invalid.problems().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "int | {\"range\":{\"min\":5,\"max\":5}} | arg.properties.range: min must be less than max",
                "int | {\"range\":{\"min\":1.5,\"max\":5}} | min must be a whole number of 64 bits, got 1.5",
                "int | {\"range\":{\"min\":1,\"max\":5000000000}} | max must be a number of 32 bits",
                "int | {\"range\":{}} | arg.properties.range: needs min or max",
                "int | {\"range\":7} | arg.properties: range must be an object, got 7",
                "int | {\"odds\":0.5} | odds means nothing for the type int; it is for boolean",
                "boolean | {\"odds\":1.5} | odds must be 0 to 1, got 1.5",
                "string | {\"length\":-1} | a length must be 0 to 67,108,864, got -1",
                "string | {\"length\":{\"min\":9,\"max\":9}} | min must be less than max",
                "string | {\"regex\":\"(\"} | is not a regular expression that values can be made of",
                "string | {\"regex\":\"((((((a*)*)*)*)+)+)\"} | may make values of more than 1,048,576 characters",
                "string | {\"regexp\":\"a\"} | unknown key 'regexp'; there are iteration, keys, length",
                "string | {\"regexp\":\"a\"} | did you mean 'regex'?",
                "string | {\"options\":[]} | options must have at least one value",
                "string | {\"options\":{\"file\":\"x\"}} | encoding must be json or binary",
                "string | {\"options\":7} | options must be a list of values, or an object",
                "long | {\"iteration\":{\"step\":1}} | arg.properties.iteration: start is missing",
                "long | {\"iteration\":{\"start\":1,\"step\":0}} | step must not be 0",
                "long | {\"iteration\":{\"start\":1,\"restart\":1}} | start and restart must differ, both are 1",
                "long | {\"iteration\":{\"start\":1,\"restart\":9,\"step\":-1}} | step must go from start to restart",
                "long | {\"iteration\":{\"start\":1,\"restart\":9,\"initial\":9}} | initial must be between",
                "int | {\"iteration\":{\"start\":3000000000}} | start and initial must be",
                "boolean | {\"iteration\":{\"start\":true,\"step\":1}} | unknown key 'step'; there are start",
                "bytes | [1] | arg.properties must be an object, got [1]"
            })
    void namesWhatIsWrongWithARule(String type, String rule, String problem) {
        String ofType = "{\"type\":\"%s\",\"arg.properties\":%s}".formatted(type, rule);
        String ofField =
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",%s]}".formatted(ofType.substring(1));
        assertThat(problems(ofType)).anyMatch(line -> line.contains(problem));
        assertThat(problems(ofField)).anyMatch(line -> line.contains(problem));
    }

    @Test
    void typesAreNotNestedWithoutEnd() {
        String deep = "{\"type\":\"array\",\"items\":".repeat(70) + "\"int\"" + "}".repeat(70);
        assertThat(problems(deep)).singleElement().asString().contains("types are nested more than 64 deep");
    }

    @Test
    void commentsAreNotRead() {
        assertThat(SchemaReader.parse("s.avsc", "{ // ours\n \"type\": /* plain */ \"int\"}")
                        .getType())
                .isEqualTo(org.apache.avro.Schema.Type.INT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | s.avsc: is empty",
                "{} | s.avsc:1:1: 'type' is missing",
                "{\"type\":\"strin\"} | s.avsc:1:9: unknown type 'strin'; did you mean 'string'?",
                "\"record\" | a type 'record' is written as an object",
                "[\"int\",\"int\"] | the union has 'int' twice",
                "[] | a union needs at least one type",
                "[[\"int\"]] | cannot contain a union directly",
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[]} | has no symbols",
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"A\"]} | the symbol 'A' occurs twice",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1} | needs a 'size'",
                "{\"type\":\"fixed\",\"name\":\"1F\",\"size\":1} | illegal name '1F'",
                "{\"type\":\"array\",\"item\":\"int\"} | 'items' is missing; did you mean 'item'?",
                "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]} | no finite value",
                "{\"type\":\"int\",\"type\":\"int\"} | the name 'type' occurs twice",
                "{\"type\":\"int\",\"x\":[{\"y\":444444444444444444444}]} | a whole number may have 64 bits",
                "{\"type\":\"int\",} | is not JSON",
                "{\"type\":\"int\"} 1 | more text after the schema",
                "{\"type\":\"int\",\"datastorm\":\"sequense\"} | did you mean 'sequence'?",
                "{\"type\":\"int\",\"datastorm\":{\"mim\":1}} | did you mean 'min'?",
                "{\"type\":\"int\",\"datastorm\":{\"x\":1}} | rules are decimals, distribution, entity, faker, max",
                "{\"type\":\"string\",\"datastorm\":{\"pattern\":\"[a-z]{100000000}\"}} | than 1,048,576 characters",
                "{\"type\":\"int\",\"datastorm\":{\"oneOf\":[1,2],\"weights\":[0,0]}} | weights must be 2 numbers",
                "{\"type\":\"int\",\"datastorm\":{\"oneOf\":[1,2],\"weights\":[1]}} | weights must be 2 numbers",
                "{\"type\":\"int\",\"datastorm\":{\"weights\":[1]}} | weights need oneOf",
                "{\"type\":\"int\",\"datastorm\":{\"distribution\":\"bell\"}} | type must be one of uniform, normal",
                "{\"type\":\"int\",\"datastorm\":{\"distribution\":\"normal\"}} | distribution: mean is missing",
                "{\"type\":\"int\",\"datastorm\":{\"distribution\":\"zipf\"}} | zipf needs max",
                "{\"type\":\"string\",\"datastorm\":{\"distribution\":\"uniform\"}} | distribution means nothing for",
                "[\"null\",{\"type\":\"string\",\"datastorm\":{\"null\":0.5}}] | null means nothing for the",
                "{\"type\":\"int\",\"datastorm\":{\"faker\":\"x\"}} | for the type int; it is for string",
                "{\"type\":\"int\",\"datastorm\":{\"max\":3000000000}} | max must be a number of 32 bits",
                "{\"type\":\"long\",\"datastorm\":{\"max\":1e30}} | max must be a whole number of 64 bits",
                "{\"type\":\"int\",\"datastorm\":{\"sequence\":{\"start\":1,\"restart\":1e12}}} | restart must be",
                "{\"type\":\"long\",\"datastorm\":{\"timestamp\":{\"jitter\":\"-1s\"}}} | jitter must not be negative",
                "{\"type\":\"string\",\"datastorm\":{\"odds\":1}} | odds means nothing for the type string",
                "{\"type\":\"boolean\",\"datastorm\":\"sequence\"} | sequence means nothing for the type boolean",
                "{\"type\":\"long\",\"datastorm\":{\"timestamp\":{\"offset\":\"soon\"}}} | 'soon' is not a time",
                "{\"type\":\"string\",\"datastorm\":{\"timestamp\":{\"pattern\":\"{\"}}} | is not one of java.time's",
                "{\"type\":\"string\",\"datastorm\":{\"min\":1,\"max\":2000000000}} | size must be 0 to 67,108,864",
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":2,\"scale\":5} | precision of 2, got 5",
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\"} | a decimal needs a 'precision'",
                "{\"type\":\"int\",\"datastorm\":{\"min\":2,\"max\":1}} | min 2 is above max 1"
            })
    void namesTheProblem(String schema, String problem) {
        assertThat(problems(schema)).anyMatch(line -> line.contains(problem));
    }

    @Test
    void namesAllProblemsAtOnceWithTheirPlaces() {
        assertThat(problems("""
                        {"type": "record", "name": "A", "fields": [
                          {"name": "a", "type": "strng"},
                          {"name": "a", "type": "int"},
                          {"name": "b"},
                          {"name": "e", "type": {"type": "enum", "name": "E", "symbols": []}}
                        ]}"""))
                .containsExactly(
                        "s.avsc:2:25: unknown type 'strng'; did you mean 'string'?",
                        "s.avsc:3:3: duplicate field 'a', first in line 2",
                        "s.avsc:4:3: field 'b' needs a 'type'",
                        "s.avsc:5:25: the enum 'E' has no symbols; an enum needs at least one");
    }

    @Test
    void knowsNamesDefinedBefore() {
        assertThat(SchemaReader.parse("s", """
                                {"type":"record","name":"A","namespace":"n","fields":[
                                  {"name":"x","type":{"type":"enum","name":"E","symbols":["A"]}},
                                  {"name":"y","type":"E"}, {"name":"z","type":"n.E"},
                                  {"name":"r","type":["null","A"]}]}""").getFullName()).isEqualTo("n.A");
    }

    @Test
    void refusesFilesThatNobodyWrote(@TempDir Path directory) throws IOException {
        Path large = Files.write(directory.resolve("large.avsc"), new byte[3_000_001]);
        Path binary = Files.write(directory.resolve("binary.avsc"), new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});
        assertThat(refusal(large)).contains("at most 3,000,000 are read");
        assertThat(refusal(binary)).contains("not valid UTF-8");
        assertThat(refusal(directory.resolve("none.avsc"))).contains("no such file");
        assertThat(refusal(directory)).contains("not a regular file");
    }

    private static String refusal(Path file) {
        return catchThrowableOfType(InvalidInput.class, () -> SchemaReader.read(file))
                .getMessage();
    }
}
