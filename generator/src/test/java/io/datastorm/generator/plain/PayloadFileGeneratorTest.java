package io.datastorm.generator.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PayloadFileGeneratorTest {
    @TempDir
    private Path directory;

    private List<String> values(String text, String delimiter, int count) throws IOException {
        Path file = Files.writeString(directory.resolve("values"), text);
        return values(PayloadFileGenerator.read(file, delimiter), count);
    }

    private static List<String> values(RecordGenerator generator, int count) {
        EncodedRecord record = new EncodedRecord(0);
        return LongStream.range(0, count)
                .mapToObj(position -> {
                    generator.generate(position, record);
                    return new String(record.toByteArray(), UTF_8);
                })
                .toList();
    }

    @Test
    void valuesComeInTheirOrderAgainAndAgain() throws IOException {
        assertThat(values("one\ntwo\nthree\n", "\n", 7))
                .containsExactly("one", "two", "three", "one", "two", "three", "one");
    }

    @Test
    void linesOfAnySystemAndEmptyOnesAreNoMatter() throws IOException {
        assertThat(values("\r\none\r\n\n\r\nzwölf", "\n", 3)).containsExactly("one", "zwölf", "one");
    }

    @Test
    void aDelimiterMayBeLonger() throws IOException {
        assertThat(values("a;b;;c;;;d", ";;", 4)).containsExactly("a;b", "c", ";d", "a;b");
    }

    @Test
    void thePoolHoldsAllOfThem() throws IOException {
        Path file = Files.writeString(directory.resolve("values"), "a\nb");
        assertThat(PayloadFileGenerator.read(file, "\n").poolSize(10_000)).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "\n\n");
        assertThatThrownBy(() -> PayloadFileGenerator.read(empty, "\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no values");
        assertThatThrownBy(() -> PayloadFileGenerator.read(directory, "\n"))
                .hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> PayloadFileGenerator.read(directory.resolve("none"), "\n"))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void countingIsTheText() {
        assertThat(values(new CounterGenerator(), 12)).endsWith("9", "10", "11").startsWith("0", "1");
    }
}
