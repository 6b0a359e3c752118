package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run with its page: watched, and stopped there. */
final class DashboardIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private static URI link(CliProcess run) throws IOException {
        String line = run.output().readLine();
        while (!line.startsWith("dashboard: ")) {
            line = run.output().readLine();
        }
        return URI.create(line.substring("dashboard: ".length()));
    }

    private static HttpRequest.Builder request(URI link, String path) {
        return HttpRequest.newBuilder(link.resolve(path))
                .header("Authorization", "Bearer " + link.getQuery().substring("token=".length()));
    }

    /** Each event until the connection ends; the run is stopped at its third second. */
    private static List<JsonNode> watchAndStop(URI link) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        Iterator<String> lines = CLIENT.send(request(link, "/events").build(), BodyHandlers.ofLines())
                .body()
                .iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.startsWith("data: ")) {
                continue;
            }
            JsonNode event = JSON.readTree(line.substring("data: ".length()));
            events.add(event);
            if (event.at("/interval/second").asInt() == 3) {
                HttpRequest stop = request(link, "/stop")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                assertThat(CLIENT.send(stop, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(204);
            }
        }
        return events;
    }

    private static JsonNode last(List<JsonNode> events, String kind) {
        return events.stream()
                .filter(event -> event.at("/event").asText().equals(kind))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void aRunIsWatchedAndStopped() throws Exception {
        CliProcess run = CliProcess.start(
                directory,
                List.of(
                        "run",
                        "--dashboard",
                        "--rate=2000",
                        "--duration=10m",
                        "--warmup=0s",
                        "--consumers=1",
                        "--verify",
                        "--producer-property=ssl.keystore.password=hunter2",
                        "--out=" + directory.resolve("out")));
        try {
            List<JsonNode> events = watchAndStop(link(run));
            assertThat(run.rest()).contains("stopped on the page");
            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(events.get(0).at("/event").asText()).isEqualTo("run");
            JsonNode second = last(events, "second");
            assertThat(second.at("/interval/second").asInt()).isGreaterThanOrEqualTo(3);
            assertThat(second.at("/asked").asDouble()).isEqualTo(2000);
            assertThat(second.at("/groups").size()).isEqualTo(1);
            assertThat(second.at("/latencies/counts").isEmpty()).isFalse();
            assertThat(second.at("/limit/by").isTextual()).isTrue();
            JsonNode result = last(events, "result");
            assertThat(result.at("/complete").asBoolean()).isFalse();
            assertThat(result.at("/verdict").asText()).isEqualTo("CLEAN");
            assertThat(events.toString()).doesNotContain("hunter2");
            JsonNode stored = JSON.readTree(directory.resolve("out/result.json").toFile());
            assertThat(stored.at("/totals/acknowledged").asLong())
                    .isEqualTo(result.at("/totals/acknowledged").asLong())
                    .isPositive();
        } finally {
            run.kill();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8080 | must be HOST:PORT, such as 127.0.0.1:8080, got '8080'",
                "localhost:http | must be HOST:PORT, such as 127.0.0.1:8080, got 'localhost:http'",
                "localhost:70000 | must be HOST:PORT, such as 127.0.0.1:8080, got 'localhost:70000'",
                "no.such.host.invalid:80 | there is no host 'no.such.host.invalid'",
            })
    void addressesThatAreNone(String address, String message) {
        Cli cli = Cli.run("run", "--dashboard-listen", address);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).containsExactly("--dashboard-listen: " + message);
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Cli cli = Cli.run("run", "--dashboard-listen", "127.0.0.1:" + taken.getLocalPort());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines())
                    .containsExactly("--dashboard-listen: cannot listen at 127.0.0.1:%d: Address already in use; take"
                                    .formatted(taken.getLocalPort())
                            + " another address or port");
        }
    }
}
