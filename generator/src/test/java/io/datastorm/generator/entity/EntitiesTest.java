package io.datastorm.generator.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.rule.Entity;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.EntityPool;
import io.datastorm.generator.value.ValueSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntitiesTest {
    private static final int CUSTOMERS = 100;
    private static final int MANY = 20_000;
    private static final double IMPROBABLE = 0.001;
    private static final String CUSTOMER = """
            {"name":"id","type":"long","datastorm":"sequence"},
            {"name":"city","type":"string"},
            {"name":"tier","type":{"type":"enum","name":"Tier","symbols":["GOLD","BASIC"]}},
            {"name":"nick","type":["null","string"],"datastorm":{"null":0.5}},
            {"name":"credit","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
            {"name":"since","type":{"type":"long","logicalType":"timestamp-millis"}},
            {"name":"address","type":{"type":"record","name":"Address","fields":[{"name":"zip","type":"int"}]}}""";

    private static final Schema CUSTOMER_SCHEMA = schema(CUSTOMER);
    private static final ValueGenerator ALL_CUSTOMERS =
            new ValueGenerator(CUSTOMER_SCHEMA, new ValueSource(7, 0, Optional.empty()));

    private static Schema schema(String fields) {
        return SchemaReader.parse("test", "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
    }

    private static GenericRecord customer(long position) {
        return (GenericRecord) ALL_CUSTOMERS.value(position);
    }

    /** Records with fields that refer to customers. */
    private static List<GenericRecord> records(String fields, int count) {
        Schema schema = schema(fields);
        Set<String> paths = EntityRules.of(schema).stream().map(Entity::field).collect(Collectors.toSet());
        EntityPool pool = new EntityPool(CUSTOMER_SCHEMA, ALL_CUSTOMERS::value, CUSTOMERS, paths);
        ValueSource source = new ValueSource(1, 0, Optional.empty(), Map.of("customers", pool), Optional.empty());
        ValueGenerator generator = new ValueGenerator(schema, source);
        return LongStream.range(0, count)
                .mapToObj(generator::value)
                .map(GenericRecord.class::cast)
                .peek(record ->
                        assertThat(GenericData.get().validate(schema, record)).isTrue())
                .toList();
    }

    private static String field(String name, String type, String entity) {
        return "{\"name\":\"%s\",\"type\":%s,\"datastorm\":{\"entity\":%s}}".formatted(name, type, entity);
    }

    @Test
    void allFieldsOfARecordReferToTheSameOne() {
        String fields = field("customer", "\"long\"", "\"customers.id\"") + ","
                + field("city", "\"string\"", "\"customers.city\"") + ","
                + "{\"name\":\"to\",\"type\":{\"type\":\"record\",\"name\":\"To\",\"fields\":["
                + field("zip", "\"int\"", "\"customers.address.zip\"") + "]}}";
        assertThat(records(fields, 500)).allSatisfy(record -> {
            GenericRecord customer = customer((Long) record.get("customer") - 1);
            assertThat(record.get("city")).isEqualTo(customer.get("city"));
            assertThat(((GenericRecord) record.get("to")).get("zip"))
                    .isEqualTo(((GenericRecord) customer.get("address")).get("zip"));
        });
    }

    @Test
    void eachItemRefersToOneOfItsOwn() {
        String item = "{\"type\":\"record\",\"name\":\"Item\",\"fields\":["
                + field("id", "\"long\"", "\"customers.id\"") + ","
                + field("city", "\"string\"", "\"customers.city\"") + "]}";
        String fields =
                "{\"name\":\"items\",\"type\":{\"type\":\"array\",\"items\":%s},\"datastorm\":{\"min\":20,\"max\":20}}"
                        .formatted(item);
        for (GenericRecord record : records(fields, 50)) {
            List<?> items = (List<?>) record.get("items");
            assertThat(items).allSatisfy(each -> {
                GenericRecord one = (GenericRecord) each;
                assertThat(one.get("city"))
                        .isEqualTo(customer((Long) one.get("id") - 1).get("city"));
            });
            assertThat(items.stream()
                            .map(each -> ((GenericRecord) each).get("id"))
                            .distinct())
                    .hasSizeGreaterThan(10);
        }
    }

    private static long[] counts(String entity) {
        long[] counts = new long[CUSTOMERS];
        records(field("f", "\"long\"", entity), MANY).forEach(record -> counts[(int) ((Long) record.get("f") - 1)]++);
        return counts;
    }

    @Test
    void recordsAreChosenAsAsked() {
        double[] uniform = new double[CUSTOMERS];
        Arrays.fill(uniform, 1);
        assertThat(ChiSquareTest.withDefaults()
                        .test(uniform, counts("\"customers.id\""))
                        .getPValue())
                .isGreaterThan(IMPROBABLE);
        double[] zipf = IntStream.rangeClosed(1, CUSTOMERS)
                .mapToDouble(rank -> Math.pow(rank, -1.2))
                .toArray();
        String skewed = "{\"stream\":\"customers\",\"field\":\"id\",\"zipf\":1.2}";
        assertThat(ChiSquareTest.withDefaults().test(zipf, counts(skewed)).getPValue())
                .isGreaterThan(IMPROBABLE);
        assertThat(counts("{\"stream\":\"customers\",\"field\":\"id\",\"inTurn\":true}"))
                .containsOnly(MANY / CUSTOMERS);
    }

    @Test
    void howOneIsChosenHoldsForAllFields() {
        String fields = field("a", "\"long\"", "{\"stream\":\"customers\",\"field\":\"id\",\"zipf\":1.2}") + ","
                + field("b", "\"long\"", "\"customers.id\"");
        assertThat(records(fields, 500)).allMatch(record -> record.get("a").equals(record.get("b")));
    }

    @Test
    void valuesBecomeOnesOfTheType() {
        assertThat(records(field("f", "\"string\"", "\"customers.id\""), 3))
                .allMatch(record -> record.get("f").toString().matches("\\d{1,3}"));
        assertThat(records(field("f", "\"string\"", "\"customers.tier\""), 3))
                .allMatch(record -> record.get("f").toString().matches("GOLD|BASIC"));
        String finer = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":4}";
        String both =
                field("f", "\"double\"", "\"customers.credit\"") + "," + field("g", finer, "\"customers.credit\"");
        assertThat(records(both, 30)).allSatisfy(record -> assertThat(
                        new BigDecimal(new BigInteger(((ByteBuffer) record.get("g")).array()), 4).doubleValue())
                .isEqualTo((Double) record.get("f")));
        assertThat(records(field("f", "[\"null\",\"string\"]", "\"customers.nick\""), 99).stream()
                        .filter(record -> record.get("f") == null)
                        .count())
                .isBetween(20L, 80L);
    }

    @Test
    void nullsAreAsManyAsAsked() {
        String fields = "{\"name\":\"f\",\"type\":[\"null\",\"long\"],\"datastorm\":{\"entity\":\"customers.id\","
                + "\"null\":0.25}}";
        assertThat(records(fields, 4000).stream()
                        .filter(record -> record.get("f") == null)
                        .count())
                .isBetween(850L, 1150L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"long\"   | \"customer.id\"      | the stream 'customer', which is not there; a workload",
                "\"long\"   | \"customer.id\"      | did you mean 'customers'?",
                "\"long\"   | \"customers.ids\"    | the schema has no field 'ids'; there are id, city",
                "\"long\"   | \"customers.city\"   | field f: entity customers.city: '",
                "\"string\" | \"customers.nick\"   | it may be null; make this field a union with null",
                "\"long\"   | \"customers.since\"  | a value of the type timestamp-millis can only be one of the same",
                "\"string\" | \"customers.address\" | a value of the type Address can only be one of the same type",
                "\"long\"   | \"customers\"        | must name a stream and a field, such as customers.id",
                "\"long\"   | 7                    | entity must be an object, got 7",
                "\"long\"   | {\"stream\":\"s\"}   | entity: needs stream and field",
                "\"long\"   | {\"stream\":\"s\",\"field\":\"f\",\"zipf\":0} | zipf must be above 0 and at most 10",
                "\"long\"   | {\"stream\":\"s\",\"field\":\"f\",\"zip\":1} | unknown key 'zip'",
                "\"long\"   | {\"stream\":\"s\",\"field\":\"f\",\"zipf\":1,\"inTurn\":true} | contradict each other",
            })
    void whatIsWrongIsSaid(String type, String entity, String what) {
        assertThatThrownBy(() -> records(field("f", type, entity), 1)).hasMessageContaining(what);
    }

    @Test
    void otherRulesBesideItAreRefused() {
        String fields = "{\"name\":\"f\",\"type\":\"long\",\"datastorm\":{\"entity\":\"customers.id\",\"min\":1}}";
        assertThatThrownBy(() -> records(fields, 1)).hasMessageContaining("entity says what values are; leave out min");
    }

    @Test
    void oneStreamIsChosenFromInOneWay() {
        String fields = field("a", "\"long\"", "{\"stream\":\"customers\",\"field\":\"id\",\"zipf\":1.2}") + ","
                + field("b", "\"long\"", "{\"stream\":\"customers\",\"field\":\"id\",\"inTurn\":true}");
        assertThatThrownBy(() -> records(fields, 1))
                .hasMessageContaining("the records of stream 'customers' are chosen in two ways");
    }
}
