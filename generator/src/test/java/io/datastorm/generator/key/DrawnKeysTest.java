package io.datastorm.generator.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
