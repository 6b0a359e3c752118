package io.datastorm.generator.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.compile.ValueGenerator;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrawnKeysTest {
    private static final int DRAWN = 100_000;

    @TempDir
    private Path directory;

    private static DrawnKeys keys(KeyNumbers numbers, Format format) {
        NumberedKeys keys = new NumberedKeys(numbers, 1, new KeyEncoder(format), numbers.digits());
        return format.registered() ? keys.withId(7) : keys;
    }

    private static byte[] key(DrawnKeys keys, long position) {
        return keys.key(keys.draw().number(position));
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    private static long[] counts(KeyNumbers numbers) {
        KeyDraw draw = numbers.draw(1);
        long[] counts = new long[(int) numbers.count()];
        for (int i = 0; i < DRAWN; i++) {
            counts[(int) draw.number(i)]++;
        }
        return counts;
    }

    @Test
    void uniformNumbersAreEquallyLikely() {
        assertThat(ChiSquareTest.withDefaults()
                        .test(counts(new KeyNumbers.Uniform(97)))
                        .getPValue())
                .isGreaterThan(0.01);
        KeyDraw wide = new KeyNumbers.Uniform(1_000_000_000_000L).draw(1);
        assertThat(LongStream.range(0, 1000).map(wide::number).max().orElseThrow())
                .isBetween(990_000_000_000L, 999_999_999_999L);
    }

    @Test
    void zipfsLawHolds() {
        int count = 50;
        double[] weights = DoubleStream.iterate(1, rank -> rank + 1)
                .limit(count)
                .map(rank -> Math.pow(rank, -1.1))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        double[] expected =
                Arrays.stream(weights).map(weight -> DRAWN * weight / sum).toArray();
        assertThat(ChiSquareTest.withDefaults()
                        .test(expected, counts(new KeyNumbers.Zipf(count, 1.1)))
                        .getPValue())
                .isGreaterThan(0.01);
    }

    /** Also where there are too many for all of them to be encoded beforehand. */
    @ParameterizedTest
    @CsvSource({"50", "1000000"})
    void aSchemaWritesKeysAsAvroItselfDoes(long count) throws IOException {
        Schema schema = SchemaReader.parse("key", """
                {"type": "record", "name": "Key", "fields": [
                  {"name": "id", "type": "long", "datastorm": {"sequence": {"start": 40}}},
                  {"name": "region", "type": {"type": "enum", "name": "Region", "symbols": ["EU", "US"]}}]}
                """);
        ValueGenerator values = new ValueGenerator(schema, new ValueSource(7, 0, Optional.empty()));
        DrawnKeys keys = new SchemaKeys(
                new KeyNumbers.Uniform(count), 1, values::value, new KeyEncoder(schema, Format.AVRO_REGISTRY));
        assertThat(keys.schema()).isPresent();
        for (int number = 0; number < 50; number++) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(expected, null);
            new GenericDatumWriter<>(schema).write(values.value(number), encoder);
            assertThat(keys.key(number)).isEqualTo(expected.toByteArray());
            byte[] registered = keys.withId(9).key(number);
            assertThat(registered).startsWith(0, 0, 0, 0, 9).endsWith(expected.toByteArray());
        }
        // Numbers up to 63 take one byte, 64 and more two.
        assertThat(keys.width()).isZero();
    }

    @Test
    void keysOfASchemaThatHaveOneLengthAreWrittenInPlace() {
        Schema schema =
                SchemaReader.parse("key", "{\"type\": \"long\", \"datastorm\": {\"sequence\": {\"start\": 1}}}");
        ValueGenerator values = new ValueGenerator(schema, new ValueSource(7, 0, Optional.empty()));
        DrawnKeys keys =
                new SchemaKeys(new KeyNumbers.Uniform(60), 1, values::value, new KeyEncoder(schema, Format.AVRO));
        byte[] target = new byte[3];
        keys.write(2, target, 1);
        assertThat(keys.width()).isEqualTo(1);
        assertThat(target).containsExactly(0, 6, 0);
    }

    /** Each worker of each agent has a draw of its own, and they need not talk. */
    @Test
    void aKeyFollowsFromThePosition() {
        KeyNumbers zipf = new KeyNumbers.Zipf(1000, 1.1);
        KeyDraw one = zipf.draw(1);
        long[] inOrder = LongStream.range(0, 100).map(one::number).toArray();
        KeyDraw other = zipf.draw(1);
        for (int i = 99; i >= 0; i--) {
            assertThat(other.number(i)).isEqualTo(inOrder[i]);
        }
        assertThat(LongStream.range(0, 100).map(zipf.draw(2)::number).toArray()).isNotEqualTo(inOrder);
    }

    @Test
    void theyHaveOneWidthInEachFormat() {
        KeyNumbers thousand = new KeyNumbers.Uniform(1000);
        assertThat(text(keys(thousand, Format.STRING).key(7))).isEqualTo("007");
        assertThat(text(keys(thousand, Format.JSON).key(70))).isEqualTo("\"070\"");
        assertThat(text(keys(thousand, Format.AVRO).key(999))).isEqualTo("\u0006999");
        assertThat(text(keys(thousand, Format.AVRO_REGISTRY).key(999))).isEqualTo("\0\0\0\0\u0007\u0006999");
        assertThat(text(keys(new KeyNumbers.Sequence(), Format.STRING).key(5))).isEqualTo("000000000005");
        assertThat(text(keys(new KeyNumbers.Uniform(1), Format.STRING).key(0))).isEqualTo("0");
    }

    @Test
    void linesOfAFileAreTakenInTurn() throws Exception {
        KeyEncoder plain = new KeyEncoder(Format.STRING);
        DrawnKeys keys = ListedKeys.read(Files.writeString(directory.resolve("keys"), "a1\n\nb22\r\n"), plain);
        assertThat(text(key(keys, 0)) + text(key(keys, 1)) + text(key(keys, 2))).isEqualTo("a1b22a1");
        assertThat(keys.width()).isZero();
        assertThat(ListedKeys.read(Files.writeString(directory.resolve("same"), "a1\nb2"), plain)
                        .width())
                .isEqualTo(2);
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        assertThatThrownBy(() -> ListedKeys.read(empty, plain)).hasMessageContaining("has no keys");
    }
}
