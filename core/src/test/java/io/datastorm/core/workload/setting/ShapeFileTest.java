package io.datastorm.core.workload.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.shape.ShapeText;
import io.datastorm.core.shape.TopicShape;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeFileTest {
    private static final TopicShape.Values VALUES =
            new TopicShape.Values(Optional.of("10-20:3,99-400:1"), 0.02, Map.of("lz4", 0.4, "zstd", 0.3));
    private static final TopicShape.Keys KEYS = new TopicShape.Keys("zipf:1000:1.10", 36, 0.9);

    @TempDir
    private Path directory;

    private final List<Problem> problems = new ArrayList<>();

    private static TopicShape shape(Double... rates) {
        return new TopicShape(
                6,
                1000,
                VALUES,
                Optional.of(KEYS),
                List.of(new TopicShape.Header("trace", 5, 1), new TopicShape.Header("rare", 9, 0.1)),
                rates.length == 0 ? Optional.empty() : Optional.of(new TopicShape.Arrival(60, List.of(rates))));
    }

    private ImportedSettings read(String text, double speed) throws IOException {
        return ShapeFile.read(Files.writeString(directory.resolve("shape.yaml"), text), speed, problems);
    }

    private static Settings under(ImportedSettings imported, Object... flags) {
        Settings given = new Settings();
        for (int i = 0; i < flags.length; i += 2) {
            given.flag((Option<?>) flags[i], (String) flags[i + 1]);
        }
        return imported.under(given, new Settings());
    }

    private static String text(Settings settings, Option<?> option) {
        return settings.one(option).map(Given::text).orElse(null);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (TopicShape shape : List.of(
                shape(),
                shape(1.0, 2.5),
                new TopicShape(
                        1,
                        0,
                        new TopicShape.Values(Optional.empty(), 1, Map.of()),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()))) {
            assertThat(ShapeText.read("shape", ShapeText.write(shape))).isEqualTo(shape);
        }
    }

    @Test
    void itBecomesOptions() throws IOException {
        ImportedSettings imported = read(ShapeText.write(shape(500.0)), 2);
        assertThat(problems).isEmpty();
        assertThat(text(imported.settings(), TopicOptions.PARTITIONS)).isEqualTo("6");
        assertThat(text(imported.settings(), RecordOptions.SIZE_DISTRIBUTION)).isEqualTo("10-20:3,99-400:1");
        assertThat(text(under(imported, SenderOptions.COMPRESSION, "zstd"), RecordOptions.RANDOM_RATIO))
                .isEqualTo("0.3");
        assertThat(text(under(imported), RecordOptions.RANDOM_RATIO)).isEqualTo("0.4");
        assertThat(text(imported.settings(), RecordOptions.KEYS)).isEqualTo("zipf:1000:1.10");
        assertThat(text(imported.settings(), RecordOptions.KEY_SIZE)).isEqualTo("36");
        assertThat(text(imported.settings(), RecordOptions.TOMBSTONES)).isEqualTo("2.0%");
        assertThat(text(imported.settings(), RecordOptions.HEADER)).isEqualTo("trace=xxxxx");
        assertThat(text(imported.settings(), LoadOptions.RATE)).isEqualTo("1000");
        assertThat(imported.notes())
                .anySatisfy(note -> assertThat(note).contains("10.0% of the records have no key"))
                .anySatisfy(note -> assertThat(note).contains("header rare is not used: only 10.0%"));
    }

    /** The run sends as many records as the topic got in this time, faster. */
    @Test
    void arrivalBecomesStages() throws IOException {
        ImportedSettings imported = read(ShapeText.write(shape(100.0, 300.0, 0.0)), 10);
        assertThat(text(imported.settings(), LoadOptions.STAGES))
                .isEqualTo("1000:1ms,1000:1000ms,3000:2000ms,0.001:2000ms,0.001:1000ms");
        assertThat(text(imported.settings(), LoadOptions.RATE)).isNull();
        assertThat(imported.rated()).isTrue();
        assertThat(read(ShapeText.write(shape()), 1).rated()).isFalse();
        // Who says how long the run is gets the mean rate, and not as much as the cluster takes.
        Settings limited = under(imported, LoadOptions.DURATION, "5s");
        assertThat(text(limited, LoadOptions.RATE)).isEqualTo("1333");
        assertThat(limited.one(LoadOptions.STAGES)).isEmpty();
        assertThat(text(under(imported, LoadOptions.RATE, "7"), LoadOptions.RATE))
                .isEqualTo("7");
        read(ShapeText.write(shape(100.0, 300.0)), 1_000_000);
        assertThat(problems).singleElement().asString().contains("--speed: is too much");
    }

    @Test
    void otherValuesTakeItsOwnAway() throws IOException {
        ImportedSettings imported = read(ShapeText.write(shape(500.0)), 1);
        Settings both = under(imported, RecordOptions.TEMPLATE, "order", RecordOptions.KEY, "customer");
        for (Option<?> option : List.of(
                RecordOptions.SIZE_DISTRIBUTION,
                RecordOptions.RANDOM_RATIO,
                RecordOptions.KEYS,
                RecordOptions.KEY_SIZE)) {
            assertThat(both.one(option)).isEmpty();
        }
        assertThat(both.one(RecordOptions.TOMBSTONES)).isPresent();
        Settings plain = under(imported, RecordOptions.RECORD_SIZE, "100", RecordOptions.KEYS, "file:keys.txt");
        assertThat(text(plain, RecordOptions.RANDOM_RATIO)).isEqualTo("0.4");
        assertThat(plain.one(RecordOptions.KEY_SIZE)).isEmpty();
    }

    /** What datastorm shape writes can be run. */
    @Test
    void whatHasNoOptionIsLeftOutAndSaid() throws IOException {
        TopicShape odd = new TopicShape(
                1,
                10,
                VALUES,
                Optional.of(new TopicShape.Keys("sequence", 8, 1)),
                List.of(
                        new TopicShape.Header("a=b", 5, 1),
                        new TopicShape.Header("", 5, 1),
                        new TopicShape.Header("large", 70_000, 1),
                        new TopicShape.Header("auth-token", 5, 1)),
                Optional.empty());
        ImportedSettings imported = read(ShapeText.write(odd), 1);
        assertThat(problems).isEmpty();
        assertThat(text(imported.settings(), RecordOptions.KEY_SIZE)).isEqualTo("12");
        assertThat(imported.settings().all(RecordOptions.HEADER)).hasSize(1);
        assertThat(imported.notes()).hasSize(4).anySatisfy(note -> assertThat(note)
                .contains("keys have 12 bytes"));
        // It is nobody's: agents may have it, and a result may show it.
        assertThat(Secrets.masked("auth-token", "xxxxx")).isEqualTo("xxxxx");
        assertThat(Secrets.masked("auth-token", "xyz")).isEqualTo("********");
    }

    @Test
    void eachProblemHasAMessage() throws IOException {
        read("{shape: 1, partitions: 0, speed: {x: 1}, values: {tombstones: 2, size: 3}}", 1);
        assertThat(problems)
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "there is no 'speed' in a shape",
                        "there is no 'size' in a shape",
                        "partitions: must be 1 or more",
                        "values.tombstones: must be 0 to 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shape: 2, later: 1                | shape: must be 1, got 2",
                "partitions: 3                     | shape: is missing",
                "null                              | shape: is missing",
                "shape: 1                          | values: is missing",
                "shape: 1, values: {}              | partitions: must be 1 or more",
                "shape: 1, partitions: 6, values: {tombstones: 1.5}            | values.tombstones: must be 0 to 1",
                "shape: 1, partitions: 6, values: {compression: {lz4: -1}}     | values.compression: must be what",
                "shape: 1, partitions: 6, values: {}, keys: {size: 3}          | keys.draw: is missing",
                "shape: 1, partitions: 6, values: {}, arrival: {seconds: 1}    | arrival.rates: must be records",
                "shape: 1, partitions: 6, values: {}, arrival: {seconds: 1e99, rates: [1]} | arrival.seconds",
                "shape: 1, partitions: 6, values: {}, arrival: {seconds: 1, rates: [-1]}   | arrival.rates",
                "shape: 1, partitions: 6, values: {}, headers: [{size: 1, share: 1}]       | headers: must have names",
                "shape: 1, partitions: 6, values: {}, headers: [{name: x, size: 2000000000}] | headers, x: the size",
                "shape: 1, partitions: 6, sise: 3, values: {} | there is no 'sise' in a shape",
                "shape: 1, partitions: [3]         | partitions: is not what a shape has there",
                "hello                             | is not what a shape has there",
                "a: b: c                           | shape.yaml:1: is not YAML",
                "''                                | is empty"
            })
    void whatIsNoShapeIsRefused(String text, String expected) throws IOException {
        read(text.contains(",") ? "{" + text + "}" : text, 1);
        assertThat(problems).singleElement().asString().contains("shape.yaml").contains(expected);
    }
}
