package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people really type and write: one clear line each, and no stack trace. */
final class BadInputTest {
    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String refusal(String... arguments) {
        Cli cli = Cli.run(arguments);
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).hasSize(1);
        return cli.err().trim();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\":\"int\",\"datastorm\":{\"oneOf\":[\"x\"]}} | 'x' is no value of the type int",
                "{\"type\":\"boolean\",\"datastorm\":{\"oneOf\":[1]}} | '1' is no value of the type boolean",
                "{\"type\":\"bytes\",\"datastorm\":{\"min\":2000000000,\"max\":2000000000}} | must be 0 to 67,108,864",
                "{\"type\":\"string\",\"datastorm\":{\"min\":-5}} | must be 0 to 67,108,864"
            })
    void aSchemaThatCannotBeGenerated(String type, String message) throws IOException {
        Path schema = file("s.avsc", type);
        assertThat(refusal("schema", "check", schema.toString()))
                .startsWith(schema.toString())
                .contains(message);
        assertThat(refusal("run", "--schema", schema.toString(), "--dry-run")).contains(message);
    }

    /** It is seen when values are made: before a cluster is started. */
    @Test
    void anExpressionWithoutAValue() throws IOException {
        Path schema = file("ref.avsc", """
                {"type":"record","name":"R","fields":[{"name":"a","type":"int"},
                  {"name":"t","type":"double","datastorm":{"ref":"1 / (a - a)"}}]}""");
        for (String[] command : new String[][] {
            {"schema", "sample", schema.toString()},
            {"schema", "check", schema.toString()},
            {"run", "--schema", schema.toString()}
        }) {
            assertThat(refusal(command))
                    .startsWith(schema + ": field t: ref '1 / (a - a)' has no value in record ")
                    .endsWith("Division by zero");
        }
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException {
        Path schema = file("s.avsc", "\ufeff{\"type\":\"int\"}");
        assertThat(Cli.run("schema", "check", schema.toString()).code()).isZero();
    }

    @Test
    void numbersAndNames() throws IOException {
        assertThat(refusal("run", "--seed", "x")).isEqualTo("--seed: must be a whole number, got 'x'");
        assertThat(refusal("verify", "-b", "localhost:1", "-t", "a b")).startsWith("--topic: 'a b' is not a legal");
        assertThat(refusal("run", file("w.yaml", "rate: 5k").toString()))
                .endsWith("unknown key 'rate'; did you mean 'load.rate'?");
    }

    /** Kafka's own client knows what its settings may be; no cluster is started to hear it. */
    @Test
    void settingsOfConsumersAreCheckedFirst() throws IOException {
        String[] base = {"run", "--consumers", "2", "--consumer-property"};
        assertThat(refusal(with(base, "max.poll.records=0")))
                .startsWith("consumer settings: Invalid value 0 for configuration max.poll.records");
        assertThat(refusal(with(base, "session.timeout.ms=1000")))
                .startsWith("consumer settings: session.timeout.ms cannot be set when group.protocol=CONSUMER");
        assertThat(refusal(with(base, "partition.assignment.strategy=no.Such", "--protocol", "classic")))
                .startsWith("consumer settings: ")
                .contains("no.Such");
        assertThat(refusal(with(base, "auto.offset.reset=latest", "--protocol", "share")))
                .startsWith("consumer settings: ");
    }

    @Test
    void aCaptureNeedsAFileThatIsNotThere() throws IOException {
        assertThat(refusal("capture", "-t", "x")).startsWith("--bootstrap-server: is missing");
        assertThat(refusal("capture", "-t", "x", "-b", "localhost:1")).startsWith("--out: is missing");
        String there = file("c.dsc", "mine").toString();
        assertThat(refusal("capture", "-t", "x", "-b", "localhost:1", "--out", there))
                .isEqualTo("--out: '" + there + "' exists; captures are never overwritten");
        String[] base = {"capture", "-t", "x", "-b", "localhost:1", "--out", there + "2"};
        assertThat(refusal(with(base, "--mask", "a..b"))).startsWith("--mask: 'a..b' must be key, headers.NAME");
        assertThat(refusal(with(base, "--format", "json"))).startsWith("--mask: is missing");
        assertThat(refusal(with(base, "--mask", "a", "--mask-key", there)))
                .isEqualTo("--mask-key: must have 16 bytes or more");
        assertThat(refusal(with(base, "-n", "0"))).startsWith("-n: ");
        assertThat(refusal("run", "--replay", there)).startsWith(there + ": is no capture");
    }

    private static String[] with(String[] base, String... more) {
        return Stream.of(base, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void aVariantIsNamedWithItsExperiment() throws IOException {
        Path lab = file("l.yaml", "name: x\nquestion: q\nvariants:\n  a: {linger: banana}\n  b: {acks: all}\n");
        assertThat(refusal("lab", lab.toString()))
                .isEqualTo(lab + ": variant 'a', --linger: is not a duration: 'banana'; write 25ms, 10s, 5m or 1h");
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        Cli cli = Cli.run("completion");
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("complete -F", "--bootstrap-server", "cluster", "--verify");
    }

    /** An application's own file: what has a flag of ours becomes that flag, and flags win. */
    @Test
    void aProducersPropertiesAreTakenAsTheyAre() throws IOException {
        Path properties = file("producer.properties", """
                bootstrap.servers=broker:9092
                acks=-1
                linger.ms=7
                batch.size=32768
                key.serializer=org.apache.kafka.common.serialization.StringSerializer
                ssl.truststore.password=canary
                """);
        Cli plain = Cli.run("run", "--command-config", properties.toString(), "--dry-run");
        assertThat(plain.code()).as(plain.err()).isZero();
        assertThat(plain.out())
                .contains("bootstrapServer: broker:9092", "acks: all", "linger: 7ms", "batchSize: 32KiB")
                .doesNotContain("canary");
        Cli flags = Cli.run("run", "--command-config", properties.toString(), "--acks", "1", "--dry-run");
        assertThat(flags.out()).contains("acks: 1", "linger: 7ms");
        assertThat(flags.err())
                .contains(properties + " acks is not used: --acks says otherwise")
                .contains(properties + ": key.serializer is not used: DataStorm sends encoded bytes")
                .doesNotContain("batch.size");
        Path yaml = file("p.yaml", plain.out());
        assertThat(Cli.run("run", yaml.toString(), "--dry-run").err())
                .as("the same in other words is no contradiction")
                .doesNotContain("says otherwise");
        Path idempotent = file("i.properties", "enable.idempotence=True\n");
        assertThat(Cli.run("run", "--command-config", idempotent.toString(), "--dry-run")
                        .out())
                .contains("acks: all");
        assertThat(Cli.run("run", "--command-config", properties.toString(), "--brokers", "1", "--dry-run")
                        .err())
                .contains("bootstrap.servers is not used: something else excludes it");
        Path transactional = file("t.properties", "transactional.id=t");
        assertThat(refusal("run", "--command-config", transactional.toString()))
                .contains("belongs to --producer-property, with --transactions");
    }
}
