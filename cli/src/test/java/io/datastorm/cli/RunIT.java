package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on real brokers, as a user starts them. */
final class RunIT {
    @TempDir
    private Path directory;

    private Path out() {
        return directory.resolve("out");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String[] run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--out", out().toString()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--bootstrap-server")) {
            arguments.addAll(List.of("--data-dir", data().toString()));
        }
        return arguments.toArray(String[]::new);
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(out().resolve("result.json")));
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(data())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void exactlyTheRecordsAskedAreStoredAndToldAsJson() throws IOException {
        Cli cli = Cli.run(run(
                "--json",
                "--records",
                "12345",
                "--threshold",
                "totals.stored==12345",
                "--threshold",
                "totals.failed<1"));
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode printed = new ObjectMapper().readTree(cli.out());
        assertThat(printed).isEqualTo(result());
        assertThat(printed.at("/totals/acknowledged").asLong()).isEqualTo(12_345);
        assertThat(printed.at("/totals/stored").asLong()).isEqualTo(12_345);
        assertThat(printed.at("/totals/storedAgrees").asBoolean()).isTrue();
        assertThat(printed.at("/totals/payloadBytes").asLong()).isEqualTo(12_345 * 36);
        assertThat(printed.at("/totals/wireBytes").asLong()).isGreaterThan(12_345 * 36);
        assertThat(printed.at("/run/complete").asBoolean()).isTrue();
        assertThat(printed.at("/environment/partitions").asInt()).isEqualTo(32);
        assertThat(printed.at("/thresholds/0/met").asBoolean()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void theDirectSenderDoesTheSame() throws IOException {
        Cli cli = Cli.run(run(
                "--sender",
                "direct",
                "--batch-size",
                "auto",
                "--records",
                "123456",
                "--acks",
                "all",
                "--compression",
                "lz4"));
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains("123,456 acknowledged, 123,456 stored ✓")
                .containsPattern("prebuilt batches of a size found on the way \\([0-9,.]+( k)? records\\); "
                        + "each record stamped afresh, compressed for each send with lz4");
        assertThat(result().at("/workload/sender/kind").asText()).isEqualTo("direct");
        assertThat(result().at("/workload/sender/batchSize").asText()).isEqualTo("auto");
        assertThat(result().at("/throughput/recordsPerBatch").asDouble()).isBetween(1.0, 123_456.0 / 8);
        assertNothingIsLeft();
    }

    /**
     * As an application does it, and as slowly: each record is encoded when it is sent, and waits for the one before.
     */
    @Test
    @Tag("matrix")
    void recordsCanBeEncodedAndSentOneByOne() throws IOException {
        Cli cli = Cli.run(run(
                "--workers",
                "1",
                "--pool",
                "0",
                "--outstanding",
                "1",
                "--linger",
                "0ms",
                "--records",
                "300",
                "--verify",
                "--template",
                "order",
                "--key",
                "customer"));
        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.out())
                .contains("each record encoded when it is sent")
                .contains("300 acknowledged, 300 stored ✓")
                .contains("verified      CLEAN");
        // One at a time: all latencies together cannot be longer than the run, but for the histogram's rounding.
        JsonNode latency = result().at("/latency/response");
        double together =
                latency.at("/count").asLong() * latency.at("/meanMillis").asDouble() / 1000;
        assertThat(together)
                .isPositive()
                .isLessThan(result().at("/run/durationSeconds").asDouble() * 1.05);
    }

    /**
     * A broker dies and comes back, and everything that was acknowledged is there; the journal says the same once more,
     * and the topic's contents are told. With keys, so that each partition has been written to before: the official
     * producer may lose the very first batches of a partition whose leader changes (KAFKA-15591).
     */
    @Tag("matrix")
    @Test
    void whatFaultsDidIsToldAndNothingIsLost() throws IOException {
        Cli cli = Cli.run(run(
                "--brokers",
                "3",
                "--replication-factor",
                "3",
                "--acks",
                "all",
                "--partitions",
                "6",
                "--template",
                "order",
                "--key",
                "customer",
                "--rate",
                "5k",
                "--profile",
                "throughput",
                "--duration",
                "8s",
                "--verify=live",
                "--fault",
                "kill 2 @ 1s for 2s, move-leaders @ 5s"));
        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.out())
                .contains("  ← kill 2 @ 1s for 2s")
                .contains("fault         kill 2 @ 1s for 2s: no acknowledgement for")
                .contains("verified      CLEAN – every acknowledged record is there");
        JsonNode result = result();
        assertThat(result.at("/verification/verdict").asText()).isEqualTo("CLEAN");
        assertThat(result.at("/verification/read").asLong())
                .isEqualTo(result.at("/totals/stored").asLong());
        assertThat(result.at("/latency/endToEnd/count").asLong())
                .isPositive()
                .isEqualTo(result.at("/latency/response/count").asLong());
        assertThat(result.at("/latency/endToEnd/p50Millis").asDouble()).isPositive();
        assertThat(result.at("/latency/endToEndFacts/negative").asLong()).isZero();
        assertThat(result.at("/latency/endToEndFacts/trouble").isNull()).isTrue();
        assertThat(result.at("/faults")).hasSize(3);
        assertThat(result.at("/faults/0/stoppedMillis").asDouble()).isPositive();
        assertThat(result.at("/faults/0/error").isNull()).isTrue();
        assertThat(Files.readString(out().resolve("intervals.csv"))).contains(",kill 2 @ 1s for 2s");
        assertThat(out().resolve("journal")).exists();
        assertThat(Files.readString(out().resolve("report.html"))).contains("kill 2 @ 1s for 2s", "CLEAN – every");
        String summary = Cli.run("report", out().toString()).out();
        assertThat(summary).contains("throughput").isSubstringOf(cli.out());
        assertNothingIsLeft();
    }

    @Test
    void aRateIsMetAndAThresholdThatIsNotGivesExitCode4() throws IOException {
        Cli cli = Cli.run(run(
                "--workers",
                "1",
                "--spin",
                "--record-size",
                "1kB",
                "--rate",
                "2MB/s",
                "--duration",
                "3s",
                "--warmup",
                "1s",
                "--threshold",
                "latency.response.p99Millis<0.001"));
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCode.THRESHOLD);
        assertThat(cli.out()).contains("NOT MET  latency.response.p99Millis<0.001");
        JsonNode result = result();
        assertThat(result.at("/totals/storedAgrees").asBoolean()).isTrue();
        assertThat(result.at("/latency/mode").asText()).isEqualTo("openLoop");
        assertThat(result.at("/latency/response/count").asLong()).isEqualTo(6000);
        assertThat(result.at("/throughput/targetRecordsPerSecond").asDouble()).isEqualTo(2000);
        assertThat(result.at("/workload/sender/spin").asText()).isEqualTo("true");
        assertThat(result.at("/intervals")).hasSize(3);
        assertThat(Files.readAllLines(out().resolve("intervals.csv"))).hasSize(4);
    }

    private CliProcess start(String... more) throws IOException {
        return CliProcess.start(directory, List.of(run(more)));
    }

    @Test
    void anInterruptedRunDrainsSavesAndExits130() throws Exception {
        CliProcess process =
                start("--rate", "1k", "--duration", "1h", "--warmup", "0s").awaitSecond(2);
        process.terminate();
        String rest = process.rest();
        assertThat(process.exitCode()).as(rest).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(rest).contains("interrupted").contains("limited by");
        assertThat(result().at("/totals/storedAgrees").asBoolean()).isTrue();
        assertThat(result().at("/run/complete").asBoolean()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void aKilledRunLeavesAReadableResultAndNoBroker() throws Exception {
        CliProcess process =
                start("--rate", "1k", "--duration", "1h", "--warmup", "0s").awaitSecond(2);
        List<ProcessHandle> brokers = process.children();
        assertThat(brokers).isNotEmpty();
        process.kill();
        for (ProcessHandle broker : brokers) {
            broker.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(result().at("/run/complete").asBoolean()).isFalse();
        assertThat(result().at("/totals/acknowledged").asLong()).isPositive();
        assertThat(Files.readAllLines(out().resolve("intervals.csv"))).hasSizeGreaterThanOrEqualTo(3);
        assertNothingIsLeft();
    }

    /** What the generator had written down a second before its end suffices to judge what is in the topic. */
    @Tag("matrix")
    @ParameterizedTest
    @ValueSource(strings = {"producer", "direct"})
    void theJournalOfAKilledRunJudgesWhatItHasLeft(String sender) throws Exception {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1))) {
            String brokers = cluster.bootstrapServers();
            CliProcess process = start(
                    "--bootstrap-server",
                    brokers,
                    "--sender",
                    sender,
                    "--rate",
                    "5k",
                    "--duration",
                    "1h",
                    "--warmup",
                    "0s",
                    "--verify");
            process.awaitSecond(3).kill();
            process.exitCode();
            assertThat(result().at("/run/complete").asBoolean()).isFalse();
            String journal = out().resolve("journal").toString();
            Cli verified = Cli.run("verify", "--bootstrap-server", brokers, "--json", "--journal", journal);
            assertThat(verified.code()).as(verified.out() + verified.err()).isEqualTo(ExitCode.FAILED);
            JsonNode found = new ObjectMapper().readTree(verified.out());
            assertThat(found.at("/verdict").asText()).isEqualTo("PARTIAL");
            assertThat(found.at("/journalSealed").asBoolean()).isFalse();
            assertThat(found.at("/acknowledged").asLong()).isGreaterThanOrEqualTo(5_000);
            Cli accepted = Cli.run("verify", "--bootstrap-server", brokers, "--partial", "--journal", journal);
            assertThat(accepted.code()).as(accepted.out() + accepted.err()).isZero();
            assertThat(accepted.out()).contains("the journal has no seal").contains("it ends at 20");
        }
    }

    /** Codecs unpack libraries into the temporary directory: neither the generator nor its brokers leave them there. */
    @Tag("matrix")
    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "snappy"})
    void nothingIsLeftInTheTemporaryDirectory(String codec) throws Exception {
        // A broker without a directory of its own would use this one.
        Path brokers = Files.createDirectories(directory.resolve("brokers-tmp"));
        CliProcess process = CliProcess.start(
                directory,
                Map.of("KAFKA_OPTS", "-Djava.io.tmpdir=" + brokers),
                List.of(run("--records", "20k", "--compression", codec, "--verify")));
        String output = process.rest();
        assertThat(process.exitCode()).as(output).isZero();
        try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
            assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperf")))
                    .isEmpty();
        }
        try (Stream<Path> left = Files.list(brokers)) {
            assertThat(left).isEmpty();
        }
        assertNothingIsLeft();
    }

    @Tag("matrix")
    @Test
    void aBrokerThatDiesEndsTheRunWithItsLastWords() throws Exception {
        CliProcess process =
                start("--rate", "1k", "--duration", "1h", "--warmup", "0s").awaitSecond(1);
        process.children().forEach(ProcessHandle::destroyForcibly);
        String rest = process.rest();
        assertThat(process.exitCode()).as(rest).isEqualTo(ExitCode.FAILED);
        assertThat(rest).contains("broker 1 died; its last log lines");
        assertNothingIsLeft();
    }
}
