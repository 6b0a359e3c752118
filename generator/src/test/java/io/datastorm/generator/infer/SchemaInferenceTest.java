package io.datastorm.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of an inferred schema resembles records that the inference has not seen. */
final class SchemaInferenceTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final int SEEN = 5000;
    private static final double IMPROBABLE = 0.001;

    /** As production has it: skewed, with gaps, with codes. */
    private static final Schema PRODUCTION = SchemaReader.parse("production", """
            {"type":"record","name":"Sale","fields":[
              {"name":"number","type":"long","datastorm":{"sequence":{"start":5000,"step":5}}},
              {"name":"price","type":"double","datastorm":
                {"decimals":2,"distribution":{"type":"lognormal","mu":3,"sigma":0.8}}},
              {"name":"seconds","type":"int","datastorm":{"distribution":{"type":"exponential","mean":900}}},
              {"name":"stars","type":"int","datastorm":{"oneOf":[1,2,3,4,5],"weights":[5,5,10,30,50]}},
              {"name":"country","type":"string","datastorm":{"oneOf":["DE","FR","PL"],"weights":[70,20,10]}},
              {"name":"sku","type":"string","datastorm":{"pattern":"SKU-[A-Z]{3}-[1-9][0-9]{2,4}"}},
              {"name":"coupon","type":["null","double"],"datastorm":
                {"null":0.7,"distribution":{"type":"normal","mean":20,"deviation":4}}},
              {"name":"gift","type":"boolean","datastorm":{"odds":0.12}},
              {"name":"mail","type":"string","datastorm":{"faker":"#{internet.emailAddress}"}},
              {"name":"at","type":"string","datastorm":{"timestamp":{"jitter":"2h"}}},
              {"name":"note","type":"string","datastorm":{"min":5,"max":30}},
              {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
                {"name":"quantity","type":"int","datastorm":{"min":1,"max":100}}]}},"datastorm":{"min":1,"max":4}},
              {"name":"place","type":{"type":"record","name":"Place","fields":[
                {"name":"latitude","type":"double","datastorm":{"min":47,"max":54}}]}}]}""");

    @TempDir
    private Path folder;

    private static List<GenericRecord> records(Schema schema, long from, int count) {
        ValueGenerator generator = new ValueGenerator(schema, new ValueSource(3, NOW, Optional.empty()));
        return LongStream.range(from, from + count)
                .mapToObj(generator::value)
                .map(GenericRecord.class::cast)
                .toList();
    }

    private Path jsonLines() throws IOException {
        SchemaRecordGenerator generator = new SchemaRecordGenerator(
                PRODUCTION, new ValueSource(3, NOW, Optional.empty()), Format.JSON, Optional.empty());
        EncodedRecord record = new EncodedRecord(generator.slots().size());
        Path file = folder.resolve("sales.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < SEEN; i++) {
                generator.generate(i, record);
                out.write(record.toByteArray());
                out.write('\n');
            }
        }
        return file;
    }

    private Path avroFile() throws IOException {
        Path file = folder.resolve("sales.avro");
        // A file of production has no rules.
        String plain =
                Format.AVRO_REGISTRY.registeredSchema(PRODUCTION).orElseThrow().text();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(PRODUCTION))) {
            writer.create(new Schema.Parser().parse(plain), file.toFile());
            for (GenericRecord record : records(PRODUCTION, 0, SEEN)) {
                writer.append(record);
            }
        }
        return file;
    }

    @Test
    void whatIsMadeResemblesWhatWasNotSeen() throws IOException {
        for (Path file : List.of(jsonLines(), avroFile())) {
            Schema inferred = SchemaReader.parse("inferred", SchemaInference.of(file, "sale", SEEN));
            List<GenericRecord> made = records(inferred, 0, SEEN);
            List<GenericRecord> held = records(PRODUCTION, SEEN, SEEN);
            for (String field : List.of("price", "seconds", "coupon")) {
                assertThat(KolmogorovSmirnovTest.withDefaults()
                                .test(numbers(made, field), numbers(held, field))
                                .getPValue())
                        .as(field)
                        .isGreaterThan(IMPROBABLE);
            }
            for (String field : List.of("stars", "country", "gift")) {
                assertSameShares(made, held, field);
            }
            assertThat(nulls(made)).isCloseTo(nulls(held), org.assertj.core.data.Offset.offset(0.03));
            assertThat(made).allMatch(record -> record.get("sku").toString().matches("SKU-[A-Z]{3}-[1-9][0-9]{2,4}"));
            assertThat(made).allMatch(record -> record.get("mail").toString().contains("@"));
            assertThat(made)
                    .allMatch(record -> record.get("note").toString().length() >= 5
                            && record.get("note").toString().length() <= 30);
            assertThat(((Number) made.get(7).get("number")).longValue()).isEqualTo(5035L);
            assertThat(made.get(7).get("at").toString()).startsWith("2026-09-21T1");
            assertThat(made).allSatisfy(record -> assertThat((List<?>) record.get("lines"))
                    .hasSizeBetween(1, 4));
            assertThat(made)
                    .allSatisfy(record -> assertThat((double) ((GenericRecord) record.get("place")).get("latitude"))
                            .isBetween(47.0, 54.0));
        }
    }

    private static double[] numbers(List<GenericRecord> records, String field) {
        return records.stream()
                .map(record -> record.get(field))
                .filter(value -> value != null)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    private static double nulls(List<GenericRecord> records) {
        return records.stream().filter(record -> record.get("coupon") == null).count() / (double) records.size();
    }

    private static void assertSameShares(List<GenericRecord> made, List<GenericRecord> held, String field) {
        Map<String, Long> one = counts(made, field);
        Map<String, Long> other = counts(held, field);
        assertThat(one.keySet()).as(field).isEqualTo(other.keySet());
        long[][] table = {values(one), values(other)};
        assertThat(ChiSquareTest.withDefaults().test(table).getPValue())
                .as(field)
                .isGreaterThan(IMPROBABLE);
    }

    private static long[] values(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).toArray();
    }

    private static Map<String, Long> counts(List<GenericRecord> records, String field) {
        return records.stream()
                .collect(Collectors.groupingBy(
                        record -> record.get(field).toString(), TreeMap::new, Collectors.counting()));
    }

    @Test
    void tablesAreTyped() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), """
                id,zip-code,amount,active,note
                1,01067,2.50,true,"a, b"
                2,80331,3,false,
                """);
        Schema schema = SchemaReader.parse("t", SchemaInference.of(file, "t", 10));
        assertThat(schema.getName()).isEqualTo("T");
        assertThat(schema.getFields().stream()
                        .map(field -> field.name() + " " + field.schema())
                        .toList())
                .containsExactly(
                        "id \"long\"",
                        "zip_code \"string\"",
                        "amount \"double\"",
                        "active \"boolean\"",
                        "note [\"null\",\"string\"]");
    }

    @Test
    void oneRecordIsASampleToo() throws IOException {
        Path one = Files.writeString(folder.resolve("o.jsonl"), "{\"a\":5,\"b\":null,\"c\":1.5}");
        Schema schema = SchemaReader.parse("o", SchemaInference.of(one, "o", 9));
        assertThat(records(schema, 0, 3).get(2).get("a")).isEqualTo(5L);
        assertThat(SchemaInference.of(jsonLines(), "s", 99)).isEqualTo(SchemaInference.of(jsonLines(), "s", 99));
        Path twice = Files.writeString(folder.resolve("d.jsonl"), "{\"a-b\":5,\"a_b\":6}");
        assertThatThrownBy(() -> SchemaInference.of(twice, "d", 9))
                .hasMessageContaining("d.jsonl: field a_b is 'a_b' in a schema, as another field is");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Path broken = Files.writeString(folder.resolve("b.jsonl"), "{\"a\":1}\n{\"a\":");
        assertThatThrownBy(() -> SchemaInference.of(broken, "b", 9))
                .hasMessageContaining("b.jsonl:2: is not a JSON object; record 2 could not be read");
        Path empty = Files.writeString(folder.resolve("e.jsonl"), "");
        assertThatThrownBy(() -> SchemaInference.of(empty, "e", 9)).hasMessageContaining("e.jsonl: has no records");
        Path mixed = Files.writeString(folder.resolve("m.jsonl"), "{\"a\":1}{\"a\":\"x\"}");
        assertThatThrownBy(() -> SchemaInference.of(mixed, "m", 9))
                .hasMessageContaining("m.jsonl: field a has values of several types");
        Path schema = Files.writeString(folder.resolve("s.avsc"), "{}");
        assertThatThrownBy(() -> SchemaInference.of(schema, "s", 9))
                .hasMessageContaining("s.avsc: is a schema and no sample");
        Path text = Files.writeString(folder.resolve("x.avro"), "no Avro");
        assertThatThrownBy(() -> SchemaInference.of(text, "x", 9)).hasMessageContaining("x.avro: could not be read");
        assertThatThrownBy(() -> SchemaInference.of(folder.resolve("none.jsonl"), "n", 9))
                .hasMessageContaining("none.jsonl: there is no such file");
    }

    /** Records of several partitions. */
    @Test
    void whatCountsOutOfOrderIsASequence() {
        String made = SchemaInference.of("t", "t", records -> {
            for (int i = 0; i < 1000; i += 2) {
                records.accept(Map.of("id", 700 + i, "n", i * i));
            }
            for (int i = 999; i > 500; i -= 2) {
                records.accept(Map.of("id", 700 + i, "n", i * i));
            }
            return Optional.empty();
        });
        Schema schema = new Schema.Parser().parse(made);
        assertThat(schema.getField("id").getObjectProp("datastorm").toString()).isEqualTo("{sequence={start=700}}");
        assertThat(schema.getField("n").getObjectProp("datastorm").toString()).contains("quantiles");
    }

    /** Types of Avro stay, and so does what needs no rule. */
    @Test
    void aSampleInAvroKeepsItsSchema() throws IOException {
        Schema schema = SchemaReader.parse("own", """
                {"type":"record","name":"a.Own","doc":"Ours.","fields":[
                  {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                  {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B","C"]}},
                  {"name":"size","type":"int","datastorm":{"min":10,"max":20}},
                  {"name":"tags","type":{"type":"array","items":"string"}},
                  {"name":"part","type":["null",{"type":"record","name":"Part","fields":[
                    {"name":"weight","type":"float"}]}]}]}""");
        Path file = folder.resolve("own.avro");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, file.toFile());
            for (GenericRecord record : records(schema, 0, 1000)) {
                writer.append(record);
            }
        }
        Schema made = SchemaReader.parse("made", SchemaInference.of(file, "own", 1000));
        assertThat(made.getFullName()).isEqualTo("a.Own");
        assertThat(made.getField("at").schema().getLogicalType()).isNotNull();
        assertThat(made.getField("at").getObjectProp("datastorm")).isNull();
        assertThat(made.getField("kind").getObjectProp("datastorm").toString()).contains("weights");
        assertThat(made.getField("size").schema().getType()).isEqualTo(Schema.Type.INT);
        assertThat(made.getField("size").getObjectProp("datastorm").toString()).isEqualTo("{min=10, max=20}");
        assertThat(made.getField("tags").schema().getElementType().getObjectProp("datastorm"))
                .isNotNull();
        assertThat(made.getField("part").getObjectProp("datastorm").toString()).startsWith("{null=0.0");
        assertThat(records(made, 0, 100)).hasSize(100);
    }
}
