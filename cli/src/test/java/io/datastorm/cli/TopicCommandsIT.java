package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.capture.CaptureReader;
import io.datastorm.generator.capture.CapturedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that learn from a topic, and runs of what they have learnt. */
final class TopicCommandsIT {
    private static final int RECORDS = 2000;

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        run("orders", "--template", "order", "--key", "customer", "--format", "json", "--records", "2000");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static JsonNode run(String topic, String... more) throws IOException {
        Cli run = cli(
                "run", topic, more, "--json", "--out", directory.resolve(topic).toString());
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static Cli cli(String command, String topic, String[] more, String... last) {
        return Cli.run(Stream.of(new String[] {command, "-b", cluster.bootstrapServers(), "-t", topic}, more, last)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    }

    private static Cli cli(String command, String topic, String... more) {
        return cli(command, topic, more, new String[0]);
    }

    private static Set<String> customers(String topic) throws IOException {
        Path out = directory.resolve(topic + "-customers.dsc");
        assertThat(cli("capture", topic, "--out", out.toString()).code()).isZero();
        Set<String> customers = new HashSet<>();
        try (CaptureReader reader = CaptureFile.read(out, Long.MAX_VALUE).records(0, 1)) {
            for (CapturedRecord record = reader.next(); record != null; record = reader.next()) {
                String customer = new ObjectMapper()
                        .readTree(record.value())
                        .get("customer")
                        .asText();
                assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(customer);
                customers.add(customer);
            }
        }
        return customers;
    }

    /** Nothing of what is masked reaches the other topic, and keys still fit to their fields. */
    @Test
    void aMaskedCaptureIsSentAgain() throws IOException {
        Path capture = directory.resolve("orders.dsc");
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef");
        Cli captured = cli(
                "capture",
                "orders",
                "--out",
                capture.toString(),
                "--mask",
                "key",
                "--mask",
                "customer",
                "--mask-key",
                key.toString());
        assertThat(captured.code()).as(captured.err()).isZero();
        assertThat(captured.out()).startsWith(capture + ": 2,000 records, which came within ");
        JsonNode again = run("masked", "--replay", capture.toString(), "--speed", "100x", "--verify");
        assertThat(again.get("verification").get("verdict").asText()).isEqualTo("CLEAN");
        assertThat(again.get("totals").get("acknowledged").asInt()).isEqualTo(RECORDS);
        Set<String> before = customers("orders");
        Set<String> after = customers("masked");
        // Six digits and a letter: two of thousands may meet.
        assertThat(after.size()).isBetween(before.size() - 5, before.size());
        before.retainAll(after);
        assertThat(before).hasSizeLessThan(5);
        assertThat(after).allMatch(customer -> customer.matches("[A-Z]-[0-9]{6}"));
    }

    @Test
    void aFieldThatNoRecordHasIsSaid() {
        Path capture = directory.resolve("none.dsc");
        Cli captured = cli("capture", "orders", "--out", capture.toString(), "--mask", "customr");
        assertThat(captured.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(captured.err()).contains("--mask: no record has the field customr; nothing was written");
        assertThat(capture).doesNotExist();
    }

    @Test
    void aTopicTellsItsSchemaAndItsShape() throws IOException {
        Cli schema = Cli.run("schema", "infer", "-b", cluster.bootstrapServers(), "-t", "orders");
        assertThat(schema.out()).contains("\"customer\"", "\"datastorm\"");
        assertThat(schema.err()).contains("--key customer");
        Path shape = directory.resolve("shape.yaml");
        assertThat(cli("shape", "orders", "--out", shape.toString()).code()).isZero();
        JsonNode shaped = run("shaped", "--shape", shape.toString(), "--rate", "max", "--records", "1000");
        assertThat(shaped.get("totals").get("acknowledged").asInt()).isEqualTo(1000);
    }

    /** What is made of it is a schema of such messages, with the file in it. */
    @Test
    void aTopicOfMessagesTellsItsSchema() throws IOException {
        Path proto = Files.writeString(directory.resolve("ride.proto"), """
                syntax = "proto3";
                import "google/protobuf/timestamp.proto";
                message Ride {
                  int64 id = 1;
                  string canton = 2; // one of Bern, Basel or Chur
                  optional int32 rating = 3;
                  google.protobuf.Timestamp started_at = 4;
                }
                """);
        run("rides", "--schema", proto.toString(), "--format", "protobuf", "--records", "2000");
        Cli inferred = Cli.run(
                "schema", "infer", "-b", cluster.bootstrapServers(), "-t", "rides", "--schema", proto.toString());
        assertThat(inferred.out()).contains("\"Bern\"", "\"weights\"", "protobuf.message");
        Path schema = Files.writeString(directory.resolve("rides.avsc"), inferred.out());
        run("rides-again", "--schema", schema.toString(), "--format", "protobuf", "--records", "2000");
        Cli checked = cli("verify", "rides-again", "--schema", proto.toString());
        assertThat(checked.code()).isZero();
    }
}
