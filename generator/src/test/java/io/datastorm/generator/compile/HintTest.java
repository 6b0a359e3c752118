package io.datastorm.generator.compile;

import static io.datastorm.generator.compile.Samples.field;
import static io.datastorm.generator.compile.Samples.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

/** DataStorm's own rules. */
final class HintTest {
    private static final int MANY = 20_000;
    /** Seeds are fixed: a correct distribution does not become improbable by chance. */
    private static final double IMPROBABLE = 0.001;

    private static List<Object> hinted(String type, String hint, int count) {
        return field("{\"name\":\"f\",\"type\":%s,\"datastorm\":%s}".formatted(type, hint), count);
    }

    private static double[] numbers(String type, String hint) {
        return hinted(type, hint, MANY).stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    private static void assertDistributed(double[] sample, DoubleUnaryOperator cumulative) {
        assertThat(KolmogorovSmirnovTest.withDefaults().test(sample, cumulative).getPValue())
                .isGreaterThan(IMPROBABLE);
    }

    private static void assertCounts(double[] shares, Map<Object, Long> counts) {
        long[] observed = counts.values().stream().mapToLong(Long::longValue).toArray();
        assertThat(observed).hasSameSizeAs(shares);
        assertThat(ChiSquareTest.withDefaults().test(shares, observed).getPValue())
                .isGreaterThan(IMPROBABLE);
    }

    private static Map<Object, Long> counts(List<Object> values) {
        return new TreeMap<>(values.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting())));
    }

    @Test
    void weightsAreShares() {
        assertCounts(
                new double[] {0.7, 0.25, 0.05},
                counts(hinted("\"string\"", "{\"oneOf\":[\"a\",\"b\",\"c\"],\"weights\":[70,25,5]}", MANY)));
        assertThat(hinted("\"int\"", "{\"oneOf\":[1,2,3],\"weights\":[0,1,0]}", 99))
                .containsOnly(2);
    }

    @Test
    void numbersAreDistributedAsAsked() {
        assertDistributed(numbers("\"double\"", "{\"min\":5,\"max\":9}"), x -> Math.max(0, Math.min(1, (x - 5) / 4)));
        assertDistributed(
                numbers("\"double\"", "{\"distribution\":{\"type\":\"normal\",\"mean\":50,\"deviation\":10}}"),
                NormalDistribution.of(50, 10)::cumulativeProbability);
        assertDistributed(
                numbers("\"double\"", "{\"distribution\":{\"type\":\"lognormal\",\"mu\":3,\"sigma\":0.5}}"),
                LogNormalDistribution.of(3, 0.5)::cumulativeProbability);
        assertDistributed(
                numbers("\"double\"", "{\"distribution\":{\"type\":\"exponential\",\"mean\":20}}"),
                ExponentialDistribution.of(20)::cumulativeProbability);
    }

    @Test
    void aRangeCutsADistribution() {
        assertThat(hinted(
                        "\"int\"",
                        "{\"min\":1,\"max\":9,\"distribution\":{\"type\":\"normal\",\"mean\":0,\"deviation\":40}}",
                        MANY))
                .allMatch(value -> (int) value >= 1 && (int) value <= 9);
    }

    @Test
    void zipfPrefersSmallNumbers() {
        double harmonic = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
        assertCounts(
                new double[] {1 / harmonic, 1 / 2.0 / harmonic, 1 / 3.0 / harmonic, 1 / 4.0 / harmonic},
                counts(hinted("\"int\"", "{\"min\":10,\"max\":13,\"distribution\":\"zipf\"}", MANY)));
        assertThat(hinted("\"long\"", "{\"min\":1,\"max\":1000000000,\"distribution\":\"zipf\"}", 999))
                .anyMatch(value -> (long) value > 1000)
                .contains(1L);
    }

    @Test
    void nullsAreRareOrAsAsked() {
        assertCounts(new double[] {0.95, 0.05}, nulls("{\"name\":\"f\",\"type\":[\"null\",\"int\"]}"));
        assertCounts(new double[] {0.8, 0.2}, nulls("{\"name\":\"f\",\"type\":[\"null\",\"int\"],\"default\":null}"));
        assertCounts(
                new double[] {0.5, 0.5},
                nulls("{\"name\":\"f\",\"type\":[\"int\",\"null\"],\"datastorm\":{\"null\":0.5}}"));
        assertThat(field("{\"name\":\"f\",\"type\":[\"int\",\"null\"],\"datastorm\":{\"null\":1}}", 99))
                .containsOnly("null");
        assertThat(counts(field("{\"name\":\"f\",\"type\":[\"int\",\"string\",\"null\"]}", MANY).stream()
                        .<Object>map(value ->
                                value.equals("null") ? "null" : value.getClass().getSimpleName())
                        .toList()))
                .containsOnlyKeys("Integer", "String", "null");
    }

    private static Map<Object, Long> nulls(String field) {
        return counts(field(field, MANY).stream()
                .<Object>map(value -> value.equals("null"))
                .toList());
    }

    @Test
    void uniqueValuesDoNotOccurTwice() {
        assertThat(hinted("\"int\"", "{\"min\":100,\"max\":1099,\"unique\":true}", 1000))
                .doesNotHaveDuplicates()
                .allMatch(value -> (int) value >= 100 && (int) value <= 1099);
        assertThat(hinted("\"string\"", "{\"oneOf\":[\"a\",\"b\",\"c\"],\"unique\":true}", 3))
                .doesNotHaveDuplicates();
    }

    @Test
    void uniqueValuesMustSuffice() {
        Schema schema = SchemaReader.parse("test", """
                {"type":"record","name":"R","fields":[
                  {"name":"n","type":["null","int"],"datastorm":{"min":1,"max":10,"unique":true}}]}""");
        ValueGenerator generator = new ValueGenerator(schema, new ValueSource(1, 0, Optional.empty()));
        generator.checkPool(10);
        assertThatThrownBy(() -> generator.checkPool(11))
                .hasMessage("field n: unique has 10 values, but the pool has 11; give more values, or --pool 10");
        assertThatThrownBy(() -> hinted("\"string\"", "{\"pattern\":\"[a-z]\",\"unique\":true}", 1))
                .hasMessage("field f: unique is for whole numbers with max, and for values to choose from");
    }

    @Test
    void sequencesCountFromOne() {
        assertThat(field("{\"name\":\"id\",\"type\":\"long\"}", 3)).containsExactly(1L, 2L, 3L);
        assertThat(hinted("\"int\"", "\"sequence\"", 2)).containsExactly(1, 2);
        assertThat(hinted("\"int\"", "{\"stamp\":\"sequence\",\"min\":7,\"max\":8}", 3))
                .containsExactly(7, 8, 7);
        assertThat(hinted("\"long\"", "{\"sequence\":{\"start\":100,\"step\":10}}", 3))
                .containsExactly(100L, 110L, 120L);
        assertThat(hinted("\"string\"", "\"sequence\"", 2)).containsExactly("000000000001", "000000000002");
    }

    @Test
    void valuesAreMadeOfOtherFields() {
        List<GenericRecord> orders = records("""
                {"name":"total","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2},
                 "datastorm":{"ref":"price * quantity"}},
                {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2},
                 "datastorm":{"min":1,"max":99}},
                {"name":"quantity","type":"int","datastorm":{"min":1,"max":9}},
                {"name":"twice","type":"int","datastorm":{"ref":"quantity * 2"}},
                {"name":"label","type":"string","datastorm":{"ref":"quantity"}},
                {"name":"double","type":["null","double"],"datastorm":{"ref":"quantity * 2"}}""", 500);
        assertThat(orders).allSatisfy(order -> {
            BigDecimal product = decimal(order, "price").multiply(new BigDecimal((int) order.get("quantity")));
            assertThat(decimal(order, "total")).isEqualByComparingTo(product);
            assertThat(order.get("twice")).isEqualTo(2 * (int) order.get("quantity"));
            assertThat(order.get("label")).isEqualTo(order.get("quantity").toString());
            assertThat(order.get("double")).isEqualTo((int) order.get("quantity") * 2.0);
        });
    }

    private static BigDecimal decimal(GenericRecord record, String field) {
        return new BigDecimal(new BigInteger(((ByteBuffer) record.get(field)).array()), 2);
    }

    @Test
    void referencesMustLeadSomewhere() {
        assertThatThrownBy(() -> records("""
                {"name":"price","type":"int"},{"name":"t","type":"int","datastorm":{"ref":"prise * 2"}}""", 1))
                .hasMessage("field t: ref names 'prise', which is no field beside it; did you mean 'price'?");
        assertThatThrownBy(() -> records("""
                {"name":"a","type":"int","datastorm":{"ref":"b"}},
                {"name":"b","type":"int","datastorm":{"ref":"a + 1"}}""", 1))
                .hasMessageContaining("fields refer to each other in a circle: a → b → a");
        String broken = """
                {"name":"a","type":"int"},{"name":"b","type":"int","datastorm":{"ref":"a +"}}""";
        assertThatThrownBy(() -> records(broken, 1)).hasMessageContaining("ref 'a +' is not an expression");
    }

    @Test
    void fakerMakesTheSameTextForTheSameSeed() {
        String hint = "{\"faker\":\"#{name.firstName}\"}";
        assertThat(hinted("\"string\"", hint, 50))
                .isEqualTo(hinted("\"string\"", hint, 50))
                .allMatch(name -> name.toString().matches("\\p{L}.*"));
        // Datafaker has a list of that name, which is no text.
        assertThat(hinted("\"string\"", "{\"faker\":\"#{commerce.productName}!\"}", 9))
                .allMatch(name -> name.toString().matches("[A-Z][A-Za-z ]+!"));
        assertThatThrownBy(() -> hinted("\"string\"", "{\"faker\":\"#{nobody.knows}\"}", 1))
                .hasMessageContaining("field f: faker '#{nobody.knows}' is not an expression of Datafaker");
    }

    @Test
    void timesAreMoved() {
        assertThat(hinted("\"string\"", "{\"timestamp\":{\"offset\":\"-365d\",\"pattern\":\"yyyy/MM\"}}", 9))
                .allMatch(time -> time.toString().matches("2025/09"));
        assertThat(hinted("\"long\"", "{\"timestamp\":{\"offset\":\"-1h\",\"jitter\":\"10m\"}}", MANY))
                .allMatch(time -> Math.abs((long) time - (1_790_000_000_000L - 3_900_000)) <= 301_000);
    }

    @Test
    void whatBeginsDoesSoBeforeItEnds() {
        String time = "\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
        assertThat(records("{\"name\":\"endedAt\",%s},{\"name\":\"started_at\",%s}".formatted(time, time), MANY))
                .allMatch(record -> (long) record.get("started_at") < (long) record.get("endedAt"));
    }

    @Test
    void rangesAreWithinTheirTypeAndNotEmpty() {
        assertThat(hinted("\"long\"", "{\"max\":-5}", 999)).allMatch(value -> (long) value <= -5);
        assertThat(hinted("\"double\"", "{\"max\":-5}", 999)).allMatch(value -> (double) value <= -5);
        assertThat(field("{\"name\":\"id\",\"type\":\"int\",\"datastorm\":{\"max\":0}}", 3))
                .containsOnly(0);
        assertThat(hinted("\"int\"", "{\"distribution\":{\"type\":\"normal\",\"mean\":2e9,\"deviation\":1e9}}", 999))
                .contains(Integer.MAX_VALUE);
    }

    @Test
    void aValueThatIsMadeOfNullIsNull() {
        List<GenericRecord> pairs = records("""
                {"name":"a","type":["null","int"],"datastorm":{"null":0.5}},
                {"name":"b","type":["null","int"],"datastorm":{"ref":"a * 2"}}""", 99);
        assertThat(pairs).allMatch(record -> (record.get("a") == null) == (record.get("b") == null));
        assertThatThrownBy(() -> hinted("\"int\"", "{\"ref\":\"RANDOM() * 9\"}", 1))
                .hasMessageContaining("ref 'RANDOM() * 9' would be another value each time");
    }

    @Test
    void nullIsAChoice() {
        assertThat(field("{\"name\":\"f\",\"type\":[\"null\",\"string\"],\"datastorm\":{\"oneOf\":[\"a\",null]}}", 99))
                .containsOnly("a", "null");
    }

    @Test
    void uuidsInAnArrayDiffer() {
        Object list = hinted(
                        "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"logicalType\":\"uuid\"}}",
                        "{\"min\":9,\"max\":9}",
                        1)
                .get(0);
        assertThat((List<?>) list).doesNotHaveDuplicates();
    }

    @Test
    void namesGiveWayToNarrowDecimals() {
        assertThat(field(
                        "{\"name\":\"price\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\","
                                + "\"precision\":4,\"scale\":2}}",
                        9))
                .hasSize(9);
    }

    @Test
    void decimalsMustHaveRoomForTheirRange() {
        assertThatThrownBy(() -> hinted(
                        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2}",
                        "{\"min\":1,\"max\":100}",
                        1))
                .hasMessageContaining("does not fit a decimal of 4 digits, 2 of them behind the point");
    }

    /** As `schema infer` writes it. */
    @Test
    void aChoiceMayBeNullSoOften() {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"R","fields":[
                  {"name":"a","type":["null","string"],
                   "datastorm":{"null":0.3,"oneOf":["x","y"],"weights":[3,1]}}]}""");
        ValueGenerator values = new ValueGenerator(schema, new ValueSource(1, 0, Optional.empty()));
        long nulls = LongStream.range(0, 10_000)
                .filter(i -> ((GenericRecord) values.value(i)).get("a") == null)
                .count();
        assertThat(nulls).isBetween(2850L, 3150L);
    }

    /** As often as null, where that is the default. */
    @Test
    void defaultsAreFrequent() {
        for (String field : List.of(
                "{\"name\":\"q\",\"type\":\"string\",\"default\":\"EUR\"}",
                "{\"name\":\"q\",\"type\":[\"string\",\"null\"],\"default\":\"EUR\"}",
                "{\"name\":\"currency\",\"type\":\"string\",\"default\":\"EUR\"}")) {
            assertThat(field(field, 4000).stream().filter("EUR"::equals).count())
                    .isBetween(680L, 2000L);
        }
        assertThat(field("{\"name\":\"q\",\"type\":\"int\",\"default\":-7}", 4000).stream()
                        .filter(value -> value.equals(-7))
                        .count())
                .isBetween(680L, 920L);
        assertThat(field("{\"name\":\"q\",\"type\":\"int\",\"default\":-7,\"datastorm\":{\"max\":9}}", 500))
                .doesNotContain(-7);
        // A blank is for readers of older values.
        assertThat(field("{\"name\":\"q\",\"type\":\"string\",\"default\":\"\"}", 4000).stream()
                        .filter(""::equals)
                        .count())
                .isBetween(140L, 260L);
        // It is new in each record.
        assertThat(field("{\"name\":\"id\",\"type\":\"long\",\"default\":0}", 500))
                .doesNotHaveDuplicates();
    }
}
