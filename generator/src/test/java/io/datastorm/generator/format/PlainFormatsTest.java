package io.datastorm.generator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.value.ValueSource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainFormatsTest {
    private static SchemaRecordGenerator generator(String schema, Format format) {
        return new SchemaRecordGenerator(
                new Schema.Parser().parse(schema), new ValueSource(1, 0, Optional.empty()), format, Optional.empty());
    }

    private static String text(String schema, Format format) {
        SchemaRecordGenerator generator = generator(schema, format);
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        generator.generate(41, record);
        return new String(record.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'string','datastorm':{'oneOf':['käse']}} | käse",
                "{'type':'int','datastorm':{'min':7,'max':7}} | 7",
                "{'type':'enum','name':'E','symbols':['A']} | A",
                "{'type':'long','datastorm':'sequence'} | 42"
            })
    void aValueIsItsText(String schema, String text) {
        assertThat(text(schema.replace('\'', '"'), Format.STRING)).isEqualTo(text);
    }

    @Test
    void bytesAreAsTheyAre() {
        String eight = "{\"type\":\"fixed\",\"name\":\"F\",\"size\":8}";
        assertThat(text(eight, Format.BYTES)).hasSizeLessThanOrEqualTo(8);
        EncodedRecord record = new EncodedRecord(0);
        generator(eight, Format.BYTES).generate(0, record);
        assertThat(record.size()).isEqualTo(8);
    }

    /** A UUID as text is new in each record, without a length before it. */
    @Test
    void textIsStampedInPlace() {
        SchemaRecordGenerator generator = generator("{\"type\":\"string\",\"logicalType\":\"uuid\"}", Format.STRING);
        EncodedRecord record = new EncodedRecord(1);
        generator.generate(0, record);
        String before = new String(record.toByteArray(), StandardCharsets.UTF_8);
        Freshness now = new Freshness();
        now.set(5, 0);
        generator.slots().get(0).stamp().write(record.buffer(), record.slotOffset(0), record.slotWidth(0), now);
        String after = new String(record.toByteArray(), StandardCharsets.UTF_8);
        assertThat(before).matches("[0-9a-f-]{36}");
        assertThat(after).matches("[0-9a-f-]{36}").isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'record','name':'R','fields':[]} | STRING | record cannot be written as string",
                "['null','string'] | STRING | union cannot be written as string",
                "{'type':'int'} | BYTES | int cannot be written as bytes"
            })
    void otherTypesAreRefused(String schema, Format format, String problem) {
        assertThatThrownBy(() -> generator(schema.replace('\'', '"'), format)).hasMessageContaining(problem);
    }
}
