package io.datastorm.generator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.Templates;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyFieldTest {
    private static final Schema NESTED = SchemaReader.parse("nested", """
            {"type": "record", "name": "R", "fields": [
              {"name": "who", "type": {"type": "record", "name": "W", "fields": [
                {"name": "number", "type": "int", "datastorm": {"min": 5, "max": 5}},
                {"name": "code", "type": {"type": "fixed", "name": "F", "size": 3}}]}},
              {"name": "kind", "type": {"type": "enum", "name": "E", "symbols": ["ONLY"]}}]}
            """);

    private static byte[] key(Schema schema, String path) {
        return key(keyed(schema, path), 0);
    }

    private static SchemaRecordGenerator keyed(Schema schema, String path) {
        return new SchemaRecordGenerator(
                schema,
                new ValueSource(1, 0, Optional.empty()),
                Format.AVRO,
                Optional.of(KeyField.of(schema, path, Format.STRING)));
    }

    private static byte[] key(SchemaRecordGenerator generator, long position) {
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        generator.generate(position, record);
        return record.key();
    }

    @Test
    void scalarsAreText() {
        assertThat(new String(key(NESTED, "who.number"), StandardCharsets.UTF_8))
                .isEqualTo("5");
        assertThat(new String(key(NESTED, "kind"), StandardCharsets.UTF_8)).isEqualTo("ONLY");
        Schema order = SchemaReader.parse("order", Templates.text("order"));
        assertThat(new String(key(order, "customer"), StandardCharsets.UTF_8)).matches("C-[1-9][0-9]{5}");
    }

    @Test
    void bytesStayBytes() {
        assertThat(key(NESTED, "who.code")).hasSize(3);
    }

    /** Half of the riders are not known, and some who are have no number. */
    @Test
    void whereAValueIsNullThereIsNoKey() {
        Schema trip = SchemaReader.parse("trip", """
                {"type": "record", "name": "Trip", "fields": [
                  {"name": "rider", "datastorm": {"null": 0.5}, "type": ["null", {"type": "record", "name": "Rider",
                    "fields": [{"name": "id", "type": ["null", "int"], "datastorm": {"min": 5, "max": 5}}]}]}]}
                """);
        SchemaRecordGenerator generator = keyed(trip, "rider.id");
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            byte[] key = key(generator, i);
            keys.add(key == null ? "none" : new String(key, StandardCharsets.UTF_8));
        }
        assertThat(keys).containsExactlyInAnyOrder("none", "5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "custmer|'custmer': the schema has no field 'custmer'; there are id, "
                        + "customer, .*; did you mean 'customer'\\?",
                "lines|'lines': is of type array; a key is a single value",
                "city.name|'city.name': the schema has no such field: what 'name' should be part of is of type string",
                "''|'': the schema has no field ''; there are .*"
            })
    void whatCannotBeAKeyIsRefused(String path, String message) {
        Schema order = SchemaReader.parse("order", Templates.text("order"));
        assertThatThrownBy(() -> KeyField.of(order, path, Format.STRING))
                .isInstanceOf(InvalidInput.class)
                .hasMessageMatching("--key: " + message);
    }
}
