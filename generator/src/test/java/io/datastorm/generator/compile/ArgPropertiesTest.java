package io.datastorm.generator.compile;

import static io.datastorm.generator.compile.Samples.arg;
import static io.datastorm.generator.compile.Samples.field;
import static io.datastorm.generator.compile.Samples.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule means what it means to avro-random-generator. */
final class ArgPropertiesTest {
    private static final int MANY = 2000;

    @TempDir
    private Path folder;

    @Test
    void optionsAreOfAnyType() {
        assertThat(arg("string", "{\"options\":[\"a\",\"b\"]}", MANY)).containsOnly("a", "b");
        assertThat(arg("int", "{\"options\":[1,2]}", MANY)).containsOnly(1, 2);
        assertThat(arg("float", "{\"options\":[1,2.5]}", MANY)).containsOnly(1f, 2.5f);
        assertThat(arg("boolean", "{\"options\":[true]}", 9)).containsOnly(true);
        assertThat(arg("bytes", "{\"options\":[\"A\\u00ff\"]}", 9))
                .containsOnly(ByteBuffer.wrap(new byte[] {65, (byte) 255}));
        assertThat(values(
                        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\",\"C\"],"
                                + "\"arg.properties\":{\"options\":[\"B\"]}}",
                        9))
                .allMatch(symbol -> symbol.toString().equals("B"));
        assertThat(values("{\"type\":\"array\",\"items\":\"int\",\"arg.properties\":{\"options\":[[1,2],[]]}}", MANY))
                .containsOnly(List.of(1, 2), List.of());
        assertThat(values("{\"type\":\"map\",\"values\":\"int\",\"arg.properties\":{\"options\":[{\"a\":1}]}}", 9))
                .containsOnly(Map.of("a", 1));
    }

    @Test
    void optionsOfARecordTakeDefaultsForWhatIsMissing() {
        List<Object> records = values("""
                {"type":"record","name":"R","fields":[
                  {"name":"a","type":"string"},
                  {"name":"b","type":"int","default":7}],
                 "arg.properties":{"options":[{"a":"x"},{"a":"y","b":8}]}}""", MANY);
        assertThat(records.stream().map(Object::toString).distinct())
                .containsExactlyInAnyOrder("{\"a\": \"x\", \"b\": 7}", "{\"a\": \"y\", \"b\": 8}");
    }

    @Test
    void optionsMustFit() {
        assertThatThrownBy(() -> field(
                        "{\"name\":\"n\",\"type\":{\"type\":\"int\",\"arg.properties\":{\"options\":[1,\"x\"]}}}", 1))
                .hasMessage("field n: 'x' is no value of the type int");
    }

    @Test
    void optionsCanBeAFile() throws IOException {
        Files.writeString(folder.resolve("words.json"), "\"amber\" \"birch\"\n\"cloud\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        for (String word : List.of("", "dune", "ember")) {
            out.writeString(word);
        }
        Files.write(folder.resolve("words.bin"), bytes.toByteArray());
        assertThat(ofFile("words.json", "json")).containsExactlyInAnyOrder("amber", "birch", "cloud");
        assertThat(ofFile("words.bin", "binary")).containsExactlyInAnyOrder("", "dune", "ember");
    }

    @Test
    void aFileOfOptionsIsInTheFolderOfTheSchemaAndIsAvroData() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "\"amber\" 7");
        assertThatThrownBy(() -> ofFile("none.json", "json")).hasMessageContaining("none.json");
        assertThatThrownBy(() -> ofFile("../secret.json", "json"))
                .hasMessageContaining("'../secret.json' of options is outside of the schema's folder");
        assertThatThrownBy(() -> ofFile("bad.json", "json"))
                .hasMessageContaining("bad.json of options is not Avro data of the type string")
                .hasMessageContaining("value 2 could not be read");
        Files.writeString(folder.resolve("empty.json"), "");
        assertThatThrownBy(() -> ofFile("empty.json", "json")).hasMessageContaining("has no values");
    }

    private List<String> ofFile(String file, String encoding) {
        String type = "{\"type\":\"string\",\"arg.properties\":{\"options\":{\"file\":\"%s\",\"encoding\":\"%s\"}}}"
                .formatted(file, encoding);
        return values(type, MANY, Optional.of(folder)).stream()
                .map(Object::toString)
                .distinct()
                .toList();
    }

    @Test
    void iterationsCountAndBeginAgain() {
        assertThat(arg("int", "{\"iteration\":{\"start\":1,\"restart\":4}}", 7)).containsExactly(1, 2, 3, 1, 2, 3, 1);
        assertThat(arg("long", "{\"iteration\":{\"start\":10,\"restart\":0,\"step\":-4}}", 6))
                .containsExactly(10L, 6L, 2L, 8L, 4L, 10L);
        assertThat(arg("long", "{\"iteration\":{\"start\":5,\"restart\":2}}", 4))
                .containsExactly(5L, 4L, 3L, 5L);
        assertThat(arg("int", "{\"iteration\":{\"start\":0,\"restart\":5,\"step\":2,\"initial\":3}}", 5))
                .containsExactly(3, 0, 2, 4, 1);
        assertThat(arg("double", "{\"iteration\":{\"start\":0.5,\"step\":0.25,\"restart\":1.0}}", 3))
                .containsExactly(0.5, 0.75, 0.5);
        assertThat(arg("string", "{\"iteration\":{\"start\":9},\"prefix\":\"u-\",\"suffix\":\"!\"}", 2))
                .containsExactly("u-9!", "u-10!");
        assertThat(arg("boolean", "{\"iteration\":{\"start\":false}}", 3)).containsExactly(false, true, false);
        assertThat(arg("long", "{\"iteration\":{\"start\":9223372036854775806}}", 2))
                .containsExactly(9223372036854775806L, 9223372036854775806L);
    }

    @Test
    void theLargestOfARangeIsNotPossible() {
        assertThat(arg("int", "{\"range\":{\"min\":1,\"max\":3}}", MANY)).containsOnly(1, 2);
        assertThat(arg("long", "{\"range\":{\"min\":-2,\"max\":0}}", MANY)).containsOnly(-2L, -1L);
        assertThat(arg("double", "{\"range\":{\"min\":1,\"max\":1.5}}", MANY))
                .allSatisfy(value -> assertThat((double) value).isBetween(1.0, 1.5));
        assertThat(values(
                                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2,"
                                        + "\"arg.properties\":{\"range\":{\"min\":10.00,\"max\":10.02}}}",
                                MANY)
                        .stream()
                        .map(value -> ((ByteBuffer) value).getShort(0))
                        .distinct())
                .containsExactlyInAnyOrder((short) 1000, (short) 1001);
    }

    /** The original's arithmetic overflows there. */
    @Test
    void wideRangesDoNotOverflow() {
        assertThat(arg("int", "{\"range\":{\"min\":-2000000000,\"max\":2000000000}}", MANY))
                .anyMatch(value -> (int) value < -1_000_000_000)
                .anyMatch(value -> (int) value > 1_000_000_000);
        assertThat(arg("long", "{\"range\":{\"min\":-9000000000000000000,\"max\":9000000000000000000}}", MANY))
                .anyMatch(value -> (long) value < -4_000_000_000_000_000_000L)
                .anyMatch(value -> (long) value > 4_000_000_000_000_000_000L);
        assertThat(arg("double", "{\"range\":{\"min\":-1.7e308,\"max\":1.7e308}}", MANY))
                .allMatch(value -> Double.isFinite((double) value));
        assertThat(arg("long", "{\"range\":{\"max\":0}}", MANY)).allMatch(value -> (long) value < 0);
    }

    @Test
    void lengthsAreOfTextBytesArraysAndMaps() {
        assertThat(arg("string", "{\"length\":5}", 99))
                .allMatch(value -> value.toString().length() == 5);
        assertThat(arg("string", "{\"length\":{\"min\":2,\"max\":4}}", MANY).stream()
                        .map(value -> value.toString().length())
                        .distinct())
                .containsExactlyInAnyOrder(2, 3);
        assertThat(arg("string", "{\"prefix\":\"\"}", MANY))
                .allMatch(value -> value.toString().matches("[a-z ]{8,15}"));
        assertThat(arg("bytes", "{\"length\":3}", 99)).allMatch(value -> ((ByteBuffer) value).remaining() == 3);
        String array = """
                {"type":"array","items":"int","arg.properties":{"length":{"max":2}}}""";
        assertThat(values(array, MANY).stream()
                        .map(value -> ((List<?>) value).size())
                        .distinct())
                .containsExactlyInAnyOrder(0, 1);
    }

    private static List<Integer> mapSizes(String rule, int count) {
        return values("{\"type\":\"map\",\"values\":\"int\",\"arg.properties\":%s}".formatted(rule), count).stream()
                .map(value -> ((Map<?, ?>) value).size())
                .toList();
    }

    @Test
    void mapsAreAsLargeAsTheyShouldBe() {
        assertThat(mapSizes("{\"length\":3,\"keys\":{\"options\":[\"a\",\"b\",\"c\"]}}", 99))
                .containsOnly(3);
        assertThat(mapSizes("{\"length\":12,\"keys\":{\"regex\":\"[a-c]\"}}", 99))
                .containsOnly(12);
        assertThatThrownBy(() -> mapSizes("{\"length\":4,\"keys\":{\"options\":[\"a\",\"b\",\"a\"]}}", 1))
                .hasMessageContaining("a map of up to 4 entries needs as many different keys, got 2");
    }

    /** The third key never comes. */
    @Test
    void aFileOfTooFewKeysDoesNotHang() throws IOException {
        Files.writeString(folder.resolve("keys.json"), "\"a\" \"b\"");
        String map = """
                {"type":"map","values":"int","arg.properties":
                  {"length":3,"keys":{"options":{"file":"keys.json","encoding":"json"}}}}""";
        assertThat(values(map, 2, Optional.of(folder))).allMatch(value -> ((Map<?, ?>) value).size() == 3);
    }

    @Test
    void patternsHaveALength() {
        assertThat(arg("string", "{\"regex\":\"User_[1-9]\"}", 99))
                .allMatch(value -> value.toString().matches("User_[1-9]"));
        assertThat(arg("string", "{\"regex\":\"[a-z]*\",\"length\":{\"min\":5,\"max\":9},\"prefix\":\">\"}", 99))
                .allMatch(value -> value.toString().matches(">[a-z]{5,8}"));
        assertThatThrownBy(() -> arg("string", "{\"regex\":\"[a-z]{3}\",\"length\":7}", 1))
                .hasMessageContaining("the pattern '[a-z]{3}' makes no string of 7 to 7 characters");
    }

    @Test
    void oddsAreOfTrue() {
        assertThat(arg("boolean", "{\"odds\":1.0}", 99)).containsOnly(true);
        assertThat(arg("boolean", "{\"odds\":0.1}", MANY).stream()
                        .filter(Boolean.TRUE::equals)
                        .count())
                .isBetween(120L, 280L);
    }

    @Test
    void optionsComeBeforeIterationsAndTheseBeforeTheRest() {
        assertThat(arg("int", "{\"options\":[5],\"iteration\":{\"start\":1},\"range\":{\"min\":7}}", 9))
                .containsOnly(5);
        assertThat(arg("int", "{\"iteration\":{\"start\":1},\"range\":{\"min\":7}}", 2))
                .containsExactly(1, 2);
    }

    @Test
    void aRuleMayStandOnTheField() {
        assertThat(field("{\"name\":\"f\",\"type\":\"string\",\"arg.properties\":{\"options\":[\"a\"]}}", 9))
                .containsOnly("a");
        assertThat(field(
                        "{\"name\":\"f\",\"type\":[\"null\",\"string\"],\"arg.properties\":{\"regex\":\"[x-z]\"}}",
                        MANY))
                .containsOnly("null", "x", "y", "z");
    }

    /** Each branch takes what is for it; what is for none is an error. */
    @Test
    void aRuleOfAUnionIsForItsBranches() {
        assertThat(field(
                        "{\"name\":\"f\",\"type\":[\"null\",\"int\",\"string\"],"
                                + "\"arg.properties\":{\"range\":{\"min\":1,\"max\":2},\"regex\":\"[x-z]\"}}",
                        MANY))
                .containsOnly("null", 1, "x", "y", "z");
        String fractions = """
                {"name":"f","type":["null","double"],"arg.properties":{"iteration":{"start":0.5}}}""";
        assertThat(field(fractions, 3)).contains(1.5);
        assertThatThrownBy(() ->
                        field("{\"name\":\"f\",\"type\":[\"null\",\"int\"],\"arg.properties\":{\"regex\":\"x\"}}", 1))
                .hasMessageContaining("regex means nothing for the type union; it is for string");
    }

    @Test
    void recordsInRecordsHaveTheirRules() {
        GenericRecord record = Samples.records("""
                {"name":"in","type":{"type":"record","name":"In","fields":[
                  {"name":"n","type":{"type":"int","arg.properties":{"iteration":{"start":40}}}}]}}""", 3).get(2);
        assertThat(((GenericRecord) record.get("in")).get("n")).isEqualTo(42);
    }
}
