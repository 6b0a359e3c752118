package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workload with two streams that ships, on real brokers. */
final class StreamsIT {
    /** Tests run in their module's directory. */
    private static final Path WORKLOAD = Path.of("..", "workloads", "two-streams.yaml");

    @TempDir
    private Path directory;

    private JsonNode result() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(directory.resolve("out").resolve("result.json")));
    }

    private Cli run(String... more) {
        String out = directory.resolve("out").toString();
        List<String> fixed = List.of("run", WORKLOAD.toString(), "--duration", "2s", "--out", out, "--quiet");
        return Cli.run(Stream.concat(fixed.stream(), List.of(more).stream()).toArray(String[]::new));
    }

    /** On a slow machine not all of them are sent in time. */
    private static long due(JsonNode part) {
        return part.at("/totals/attempted").asLong()
                + part.at("/totals/neverSent").asLong();
    }

    private static long sum(JsonNode one, JsonNode other, String figure) {
        return one.at(figure).asLong() + other.at(figure).asLong();
    }

    @Test
    void eachStreamHasAResultFilesAndAVerdict() throws IOException {
        Cli cli = run("--verify=live");
        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        JsonNode orders = result().at("/streams/0");
        JsonNode clicks = result().at("/streams/1");
        assertThat(orders.at("/name").asText()).isEqualTo("orders");
        assertThat(orders.at("/topic").asText()).isEqualTo("shop.orders");
        assertThat(due(orders)).isEqualTo(8_000);
        assertThat(due(clicks)).isEqualTo(40_000);
        assertThat(due(result())).isEqualTo(48_000);
        assertThat(sum(orders, clicks, "/totals/stored"))
                .isEqualTo(result().at("/totals/stored").asLong());
        for (JsonNode stream : List.of(orders, clicks)) {
            assertThat(stream.at("/totals/storedAgrees").asBoolean()).isTrue();
            assertThat(stream.at("/verification/verdict").asText()).isEqualTo("CLEAN");
            assertThat(stream.at("/intervals")).isNotEmpty();
            assertThat(stream.at("/latency/response/count").asLong())
                    .isEqualTo(stream.at("/throughput/targetRecordsPerSecond").asLong() * 2);
            assertThat(stream.at("/latency/endToEnd/count").asLong()).isPositive();
            Path files =
                    directory.resolve("out/streams").resolve(stream.at("/name").asText());
            assertThat(files.resolve("journal")).isRegularFile();
            assertThat(files.resolve("intervals.csv")).isRegularFile();
            assertThat(Files.size(files.resolve("latency.hlog"))).isPositive();
        }
        assertThat(sum(orders, clicks, "/latency/endToEnd/count"))
                .isEqualTo(result().at("/latency/endToEnd/count").asLong());
        assertThat(result().at("/verification/verdict").asText()).isEqualTo("CLEAN");
        assertThat(cli.out())
                .contains("by 2 streams of 12.0 k asked")
                .contains("  orders        ")
                .contains("acks all, idempotent")
                .contains("acks 1, not idempotent")
                .contains("verified: CLEAN")
                .doesNotContain("stream orders: ");
        Cli report = Cli.run("report", directory.resolve("out").toString(), "--format", "html");
        assertThat(report.out()).contains("p99 of each stream, ms");
    }

    @Test
    void aFlagHoldsForAllStreamsAndATopicForOne() {
        Cli topic = run("--topic", "t", "--dry-run");
        assertThat(topic.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(topic.err()).contains("--topic: the topic 't' of stream 'clicks' is that of stream 'orders'");
        Cli rate = run("--rate", "7", "--dry-run");
        assertThat(rate.code()).isZero();
        assertThat(rate.out()).containsSubsequence("rate: 7", "rate: 7");
    }
}
