package io.datastorm.generator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.Templates;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.stamp.Freshness;
import java.io.IOException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaRecordGeneratorTest {
    private static final long NOW = Instant.parse("2026-11-23T02:07:10.123Z").toEpochMilli();

    static final java.util.List<String> TEMPLATES = Templates.NAMES;

    private static Schema template(String name) {
        return SchemaReader.parse(name, Templates.text(name));
    }

    private static SchemaRecordGenerator generator(String schema) {
        return SchemaRecordGenerator.avro(SchemaReader.parse("test", schema), 1, NOW);
    }

    private static byte[] value(SchemaRecordGenerator generator, long position) {
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        generator.generate(position, record);
        return record.toByteArray();
    }

    /** Avro's own reader is the judge: every byte must be used, and logical values must convert. */
    private static Object decode(Schema schema, byte[] bytes) throws IOException {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new Conversions.UUIDConversion());
        data.addLogicalTypeConversion(new Conversions.BigDecimalConversion());
        data.addLogicalTypeConversion(new TimeConversions.DateConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampNanosConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
        data.addLogicalTypeConversion(new TimeConversions.LocalTimestampNanosConversion());
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        Object value = new GenericDatumReader<>(schema, schema, data).read(null, decoder);
        assertThat(decoder.isEnd()).as("all bytes are used").isTrue();
        return value;
    }

    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void templatesDecodeAndRepeatBySeedAndPosition(String name) throws IOException {
        Schema schema = template(name);
        SchemaRecordGenerator first = SchemaRecordGenerator.avro(schema, 7, NOW);
        SchemaRecordGenerator second = SchemaRecordGenerator.avro(schema, 7, NOW);
        SchemaRecordGenerator otherSeed = SchemaRecordGenerator.avro(schema, 8, NOW);
        for (long position = 0; position < 500; position++) {
            byte[] value = value(first, position);
            assertThat(decode(schema, value)).isInstanceOf(GenericRecord.class);
            assertThat(value(second, position)).isEqualTo(value);
            assertThat(value(otherSeed, position)).isNotEqualTo(value);
        }
    }

    @Property(tries = 200)
    void anyPositionCanBeMadeAlone(@ForAll long seed, @ForAll long position) throws IOException {
        Schema schema = template("order");
        byte[] alone = value(SchemaRecordGenerator.avro(schema, seed, NOW), position);
        SchemaRecordGenerator used = SchemaRecordGenerator.avro(schema, seed, NOW);
        value(used, position - 1);
        assertThat(value(used, position)).isEqualTo(alone);
        decode(schema, alone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"null\"",
                "\"boolean\"",
                "\"int\"",
                "\"long\"",
                "\"float\"",
                "\"double\"",
                "\"bytes\"",
                "\"string\"",
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":5}",
                "{\"type\":\"array\",\"items\":\"string\"}",
                "{\"type\":\"map\",\"values\":\"double\"}",
                "[\"null\",\"int\",\"string\"]",
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":30,\"scale\":10}",
                "{\"type\":\"fixed\",\"name\":\"D\",\"size\":9,"
                        + "\"logicalType\":\"decimal\",\"precision\":20,\"scale\":3}",
                "{\"type\":\"bytes\",\"logicalType\":\"big-decimal\"}",
                "{\"type\":\"string\",\"logicalType\":\"uuid\"}",
                "{\"type\":\"fixed\",\"name\":\"U\",\"size\":16,\"logicalType\":\"uuid\"}",
                "{\"type\":\"int\",\"logicalType\":\"date\"}",
                "{\"type\":\"int\",\"logicalType\":\"time-millis\"}",
                "{\"type\":\"long\",\"logicalType\":\"time-micros\"}",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}",
                "{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}",
                "{\"type\":\"long\",\"logicalType\":\"local-timestamp-micros\"}",
                "{\"type\":\"long\",\"logicalType\":\"local-timestamp-nanos\"}",
                "{\"type\":\"fixed\",\"name\":\"Dur\",\"size\":12,\"logicalType\":\"duration\"}"
            })
    void everyTypeDecodesAloneAndInsideARecordAndStamped(String type) throws IOException {
        for (String schema : new String[] {
            type, "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":" + type + "}]}"
        }) {
            SchemaRecordGenerator generator = generator(schema);
            EncodedRecord record = new EncodedRecord(generator.slots().size());
            Freshness freshness = new Freshness();
            for (int i = 0; i < 50; i++) {
                generator.generate(i, record);
                decode(generator.schema(), record.toByteArray());
                freshness.set(Long.MAX_VALUE - i, NOW + i);
                for (int slot = 0; slot < generator.slots().size(); slot++) {
                    if (record.slotOffset(slot) >= 0) {
                        generator
                                .slots()
                                .get(slot)
                                .stamp()
                                .write(record.buffer(), record.slotOffset(slot), record.slotWidth(slot), freshness);
                    }
                }
                decode(generator.schema(), record.toByteArray());
            }
        }
    }

    @Test
    void readingIsTheRecordOfTheEvolutionReport() throws IOException {
        SchemaRecordGenerator generator = SchemaRecordGenerator.avro(template("reading"), 1, NOW);
        for (int i = 0; i < 1000; i++) {
            byte[] value = value(generator, i);
            GenericRecord reading = (GenericRecord) decode(generator.schema(), value);
            assertThat(value).hasSize(36);
            assertThat((int) reading.get("id")).isBetween(0, 99_999);
            assertThat((double) reading.get("value")).isBetween(0.0, 100.0);
            assertThat(Instant.parse(reading.get("timestamp").toString()))
                    .isBetween(Instant.ofEpochMilli(NOW - 1000), Instant.ofEpochMilli(NOW));
        }
    }

    /** A pool's values are stamped again and again: each must be what a value made for its position is. */
    @Property(tries = 200)
    void aStampWritesWhatAFreshValueHas(@ForAll @LongRange(min = 0, max = 1L << 40) long position) throws IOException {
        SchemaRecordGenerator generator = generator("""
                {"type":"record","name":"S","fields":[
                  {"name":"id","type":"long"},
                  {"name":"n","type":"int","datastorm":{"sequence":{"start":90,"restart":-7,"step":-4,"initial":50}}},
                  {"name":"wide","type":{"type":"long","arg.properties":
                    {"iteration":{"start":-9000000000000000000,"restart":9000000000000000000,"step":999999999}}}},
                  {"name":"d","type":{"type":"double","arg.properties":{"iteration":{"start":0.5,"restart":7}}}},
                  {"name":"f","type":{"type":"float","arg.properties":{"iteration":{"start":1,"step":-1}}}},
                  {"name":"u","type":{"type":"string","logicalType":"uuid"}}]}""");
        assertThat(generator.slots()).hasSize(6);
        EncodedRecord fresh = new EncodedRecord(6);
        generator.generate(position, fresh);
        EncodedRecord stamped = new EncodedRecord(6);
        generator.generate(3, stamped);
        Freshness now = new Freshness();
        now.set(position, NOW);
        for (int slot = 0; slot < 6; slot++) {
            generator
                    .slots()
                    .get(slot)
                    .stamp()
                    .write(stamped.buffer(), stamped.slotOffset(slot), stamped.slotWidth(slot), now);
        }
        assertThat(stamped.toByteArray()).isEqualTo(fresh.toByteArray());
        GenericRecord record = (GenericRecord) decode(generator.schema(), stamped.toByteArray());
        assertThat(record.get("id")).isEqualTo(1 + position % ((1L << 41) - 1));
    }

    /** On the other side of 2^41 milliseconds a time takes a byte more. */
    @Test
    void aTimeFitsItsSlotAlsoIfItBecomesLonger() throws IOException {
        SchemaRecordGenerator generator = generator("""
                {"type":"record","name":"T","fields":[
                  {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"},
                   "datastorm":{"timestamp":{"offset":"5000d","jitter":"1000d"}}}]}""");
        EncodedRecord record = new EncodedRecord(1);
        Freshness now = new Freshness();
        for (int i = 0; i < 2000; i++) {
            generator.generate(3, record);
            now.set(i, NOW);
            generator.slots().get(0).stamp().write(record.buffer(), record.slotOffset(0), record.slotWidth(0), now);
            long at = (long) ((GenericRecord) new GenericDatumReader<>(generator.schema())
                            .read(null, DecoderFactory.get().binaryDecoder(record.toByteArray(), null)))
                    .get("at");
            assertThat(at).isBetween(NOW + 4000 * 86_400_000L, NOW + 5000 * 86_400_000L);
        }
    }

    @Test
    void recursionEnds() throws IOException {
        SchemaRecordGenerator generator = generator("""
                {"type":"record","name":"Node","fields":[
                  {"name":"children","type":{"type":"array","items":"Node"}},
                  {"name":"next","type":["Node","null"]},
                  {"name":"byName","type":{"type":"map","values":"Node"}}]}""");
        for (int i = 0; i < 100; i++) {
            decode(generator.schema(), value(generator, i));
        }
    }

    @Test
    void hintsSteerValues() throws IOException {
        SchemaRecordGenerator generator = generator("""
                {"type":"record","name":"H","fields":[
                  {"name":"a","type":"int","datastorm":{"min":-3,"max":4}},
                  {"name":"b","type":"string","datastorm":{"pattern":"[A-Z]{2}[0-9]{3}"}},
                  {"name":"c","type":["null",{"type":"string","datastorm":{"oneOf":["x","y"]}}]},
                  {"name":"d","type":"double","datastorm":{"min":1,"max":2,"decimals":2}},
                  {"name":"e","type":{"type":"array","items":"int"},"datastorm":{"min":2,"max":2}},
                  {"name":"f","type":"string","datastorm":{"min":7,"max":7}}]}""");
        for (int i = 0; i < 200; i++) {
            GenericRecord record = (GenericRecord) decode(generator.schema(), value(generator, i));
            assertThat((int) record.get("a")).isBetween(-3, 4);
            assertThat(record.get("b").toString()).matches("[A-Z]{2}[0-9]{3}");
            assertThat(String.valueOf(record.get("c"))).isIn("null", "x", "y");
            double cents = (double) record.get("d") * 100;
            assertThat(cents).isCloseTo(Math.rint(cents), org.assertj.core.data.Offset.offset(1e-9));
            assertThat((java.util.List<?>) record.get("e")).hasSize(2);
            assertThat(record.get("f").toString()).hasSize(7);
        }
    }

    @Test
    void refusesASchemaWithoutFiniteValues() {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}");
        assertThatThrownBy(() -> SchemaRecordGenerator.avro(schema, 1, NOW)).hasMessageContaining("no finite value");
    }
}
