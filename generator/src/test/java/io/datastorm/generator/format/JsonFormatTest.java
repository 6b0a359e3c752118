package io.datastorm.generator.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.Templates;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.value.ValueSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jackson reads what is written, and finds the values that Avro's encoding of the same record has. */
final class JsonFormatTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String EVERYTHING = """
            {"type":"record","name":"All","fields":[
              {"name":"id","type":"long"},
              {"name":"down","type":"int","datastorm":{"sequence":{"start":9,"restart":-12,"step":-1}}},
              {"name":"quoted","type":"string","datastorm":{"oneOf":["a\\"b\\\\c\\n","ü€😀",""]}},
              {"name":"digits","type":"string","datastorm":"sequence"},
              {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
              {"name":"text","type":"string","datastorm":"timestamp"},
              {"name":"u","type":{"type":"string","logicalType":"uuid"}},
              {"name":"ratio","type":"float"},{"name":"d","type":{"type":"double","arg.properties":
                {"iteration":{"start":0.25}}}},
              {"name":"fu","type":{"type":"fixed","name":"Fu","size":16,"logicalType":"uuid"}},
              {"name":"old","type":{"type":"long","logicalType":"timestamp-nanos"},
               "datastorm":{"timestamp":{"offset":"-40000d"}}},
              {"name":"ok","type":"boolean"},{"name":"nothing","type":"null"},
              {"name":"raw","type":"bytes"},{"name":"six","type":{"type":"fixed","name":"Six","size":6}},
              {"name":"money","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
              {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
              {"name":"list","type":{"type":"array","items":["null","long"]}},
              {"name":"none","type":{"type":"array","items":"int"},"datastorm":{"min":0,"max":0}},
              {"name":"map","type":{"type":"map","values":"string"}},
              {"name":"inner","type":{"type":"record","name":"Inner","fields":[{"name":"id","type":"int"}]}},
              {"name":"empty","type":{"type":"record","name":"Empty","fields":[]}}]}""";

    static Stream<String> schemas() {
        return Stream.concat(
                Stream.of(EVERYTHING, "\"long\"", "\"string\""),
                Stream.concat(
                        Templates.NAMES.stream().map(Templates::text),
                        Templates.QUICKSTARTS.stream().map(name -> Templates.text(Templates.QUICKSTART + name))));
    }

    private static SchemaRecordGenerator generator(String schema, Format format) {
        return new SchemaRecordGenerator(
                SchemaReader.parse("test", schema),
                new ValueSource(1, NOW, Optional.empty()),
                format,
                Optional.empty());
    }

    private static EncodedRecord record(SchemaRecordGenerator generator, long position) {
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        generator.generate(position, record);
        return record;
    }

    private static JsonNode parsed(EncodedRecord record) throws IOException {
        return JSON.readTree(new String(record.toByteArray(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void itSaysWhatAvroSays(String schema) throws IOException {
        SchemaRecordGenerator json = generator(schema, Format.JSON);
        SchemaRecordGenerator avro = generator(schema, Format.AVRO);
        for (int i = 0; i < 100; i++) {
            EncodedRecord encoded = record(avro, i);
            Object value = new GenericDatumReader<>(avro.schema())
                    .read(null, DecoderFactory.get().binaryDecoder(encoded.toByteArray(), null));
            assertSame(avro.schema(), value, parsed(record(json, i)));
        }
    }

    private static void assertSame(Schema schema, Object value, JsonNode json) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(json.size()).isEqualTo(schema.getFields().size());
                schema.getFields()
                        .forEach(field -> assertSame(
                                field.schema(), ((IndexedRecord) value).get(field.pos()), json.get(field.name())));
            }
            case UNION -> assertSame(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, json);
            case ARRAY -> {
                List<?> items = (List<?>) value;
                assertThat(json.size()).isEqualTo(items.size());
                for (int i = 0; i < items.size(); i++) {
                    assertSame(schema.getElementType(), items.get(i), json.get(i));
                }
            }
            case MAP -> {
                assertThat(json.size()).isEqualTo(((Map<?, ?>) value).size());
                ((Map<?, ?>) value)
                        .forEach((key, each) -> assertSame(schema.getValueType(), each, json.get(key.toString())));
            }
            case NULL -> assertThat(json.isNull()).isTrue();
            case BOOLEAN -> assertThat(json.booleanValue()).isEqualTo(value);
            case INT, LONG -> assertThat(json.longValue()).isEqualTo(((Number) value).longValue());
            case FLOAT -> assertThat(json.floatValue()).isEqualTo(value);
            case DOUBLE -> assertThat(json.doubleValue()).isEqualTo(value);
            case STRING, ENUM -> assertThat(json.textValue()).isEqualTo(value.toString());
            case BYTES -> assertBytes(schema, ((ByteBuffer) value).array(), json);
            case FIXED -> assertBytes(schema, ((GenericFixed) value).bytes(), json);
        }
    }

    private static void assertBytes(Schema schema, byte[] bytes, JsonNode json) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            BigDecimal expected = new BigDecimal(new BigInteger(bytes), decimal.getScale());
            assertThat(json.decimalValue()).isEqualByComparingTo(expected);
        } else {
            assertThat(Base64.getDecoder().decode(json.textValue())).isEqualTo(bytes);
        }
    }

    /** However often a value is stamped, it says what the value of that position says. */
    @Property(tries = 200)
    void stampsKeepItsWidth(@ForAll int sequence) throws IOException {
        SchemaRecordGenerator generator = generator(EVERYTHING, Format.JSON);
        assertThat(generator.slots())
                .extracting(slot -> slot.field())
                .containsExactly("id", "down", "digits", "at", "text", "u", "old", "inner.id");
        EncodedRecord stamped = record(generator, 4);
        Freshness now = new Freshness();
        now.set(Integer.toUnsignedLong(sequence), NOW + 5);
        for (int slot = 0; slot < generator.slots().size(); slot++) {
            if (stamped.slotOffset(slot) >= 0) {
                generator
                        .slots()
                        .get(slot)
                        .stamp()
                        .write(stamped.buffer(), stamped.slotOffset(slot), stamped.slotWidth(slot), now);
            }
        }
        JsonNode fresh = parsed(record(generator, Integer.toUnsignedLong(sequence)));
        JsonNode said = parsed(stamped);
        for (String field : List.of("id", "down", "digits", "u")) {
            assertThat(said.get(field)).as(field).isEqualTo(fresh.get(field));
        }
        assertThat(said.get("at").longValue()).isEqualTo((NOW + 5) * 1000);
        assertThat(said.get("text").textValue()).isEqualTo("2026-09-21T14:13:20.005Z");
    }

    @Test
    void numbersThatCountHaveBlanksBehindThem() {
        assertThat(new String(
                        record(generator("{\"type\":\"int\",\"datastorm\":\"sequence\"}", Format.JSON), 6)
                                .toByteArray(),
                        StandardCharsets.US_ASCII))
                .isEqualTo("7         ");
    }
}
