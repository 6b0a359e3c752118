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
                "{\"type\":\"int\",} | is not JSON",
                "{\"type\":\"int\"} 1 | more text after the schema",
                "{\"type\":\"int\",\"datastorm\":\"sequense\"} | did you mean 'sequence'?",
                "{\"type\":\"int\",\"datastorm\":{\"mim\":1}} | did you mean 'min'?",
                "{\"type\":\"int\",\"datastorm\":{\"x\":1}} | hints are decimals, max, min, oneOf, pattern, stamp",
                "{\"type\":\"string\",\"datastorm\":{\"pattern\":\"[a-z]{100000000}\"}} | than 67,108,864 characters",
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
