package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.cli.terminal.ExitCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is watched: on its page, where it is stopped, and by who scrapes its metrics. */
final class LiveIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private static URI link(CliProcess run, String what) throws IOException {
        String line = run.output().readLine();
        while (!line.startsWith(what + ": ")) {
            line = run.output().readLine();
        }
        return URI.create(line.substring(what.length() + 2));
    }

    private static HttpRequest.Builder request(URI link, String path) {
        return HttpRequest.newBuilder(link.resolve(path))
                .header("Authorization", "Bearer " + link.getQuery().substring("token=".length()));
    }

    /** Each event until the connection ends; something is asked for, and the run is stopped at its fifth second. */
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
            switch (event.at("/interval/second").asInt()) {
                case 1 -> {
                    assertThat(post(link, "/note", "deploy --password hunter2 begins, größer"))
                            .isEqualTo("204 ");
                    assertThat(post(link, "/fault", "kill 7"))
                            .startsWith("422 ")
                            .contains("there is no broker 7 in a cluster of 1");
                    assertThat(post(link, "/fault", "fill-disk 1")).contains("must be planned before the run");
                    assertThat(post(link, "/fault", "pause 1 for 1s")).isEqualTo("204 ");
                }
                case 5 -> assertThat(post(link, "/stop", "")).isEqualTo("204 ");
                default -> {}
            }
        }
        return events;
    }

    private static String post(URI link, String path, String text) throws Exception {
        HttpRequest request = request(link, path)
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
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
                        "--tag=commit=4f2a91",
                        "--producer-property=ssl.keystore.password=hunter2",
                        "--fault-command=true --password hunter2 @ 9m",
                        "--out=" + directory.resolve("out")));
        try {
            List<JsonNode> events = watchAndStop(link(run, "dashboard"));
            assertThat(run.rest()).contains("stopped on the page");
            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(events.get(0).at("/event").asText()).isEqualTo("run");
            JsonNode second = last(events, "second");
            assertThat(second.at("/interval/second").asInt()).isGreaterThanOrEqualTo(3);
            assertThat(second.at("/asked").asDouble()).isEqualTo(2000);
            assertThat(second.at("/groups").size()).isEqualTo(1);
            assertThat(second.at("/response/counts").isEmpty()).isFalse();
            assertThat(second.at("/limit/by").isTextual()).isTrue();
            JsonNode result = last(events, "result");
            assertThat(result.at("/complete").asBoolean()).isFalse();
            assertThat(tile(result, "Verified").at("/figure").asText()).isEqualTo("CLEAN");
            assertThat(events.toString()).doesNotContain("hunter2");
            JsonNode stored = JSON.readTree(directory.resolve("out/result.json").toFile());
            assertThat(String.format(
                            Locale.ROOT, "%,d", stored.at("/totals/stored").asLong()))
                    .isEqualTo(tile(result, "Records stored").at("/figure").asText())
                    .isNotEqualTo("0");
            assertThat(stored.at("/workload/tags/0").asText()).isEqualTo("commit=4f2a91");
            assertThat(stored.at("/faults/0/fault").asText())
                    .startsWith("note: deploy --password")
                    .endsWith(" begins, größer")
                    .doesNotContain("hunter2");
            assertThat(Files.readString(directory.resolve("out/intervals.csv"))).contains(" begins, größer\"");
            assertThat(stored.at("/faults/1/fault").asText()).startsWith("pause 1 @ ");
            assertThat(stored.at("/faults/1/stoppedMillis").asDouble()).isGreaterThan(500);
            assertThat(stored.at("/faults/2/fault").asText()).startsWith("end of pause 1 @ ");
        } finally {
            run.kill();
        }
        resultsAreShown();
    }

    private static JsonNode tile(JsonNode result, String name) {
        return StreamSupport.stream(result.at("/tiles").spliterator(), false)
                .filter(tile -> tile.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void resultsAreShown() throws Exception {
        CliProcess ui = CliProcess.start(directory, List.of("ui", directory.toString()));
        try {
            URI link = link(ui, "results");
            JsonNode results =
                    JSON.readTree(CLIENT.send(request(link, "/results").build(), BodyHandlers.ofString())
                            .body());
            assertThat(results.at("/results").size()).isEqualTo(1);
            assertThat(results.at("/results/0/tags/0").asText()).isEqualTo("commit=4f2a91");
            ui.terminate();
            assertThat(ui.exitCode()).isZero();
        } finally {
            ui.kill();
        }
    }

    @Test
    void metricsAreScrapedWhileItGoesOn() throws Exception {
        CliProcess run = CliProcess.start(
                directory,
                List.of(
                        "run",
                        "--metrics=prometheus:0",
                        "--name=nightly",
                        "--rate=2000",
                        "--duration=10m",
                        "--warmup=0s",
                        "--out=" + directory.resolve("out")));
        try {
            URI metrics = link(run, "metrics");
            assertThat(metrics.toString()).matches("http://127.0.0.1:\\d+/metrics");
            run.awaitSecond(2);
            assertThat(CLIENT.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                            .body())
                    .containsPattern(
                            "datastorm_records_acknowledged_total\\{run=\"nightly\",stream=\"datastorm\"} [1-9]")
                    .contains("datastorm_measuring{run=\"nightly\"} 1.0")
                    .contains("# TYPE datastorm_service_latency_seconds histogram");
            run.terminate();
            run.rest();
            assertThat(run.exitCode()).isEqualTo(130);
        } finally {
            run.kill();
        }
    }

    @Test
    void aRunEndsByItselfWhenAFigureIsBadForTooLong() throws IOException {
        Cli cli = Cli.run(
                "run",
                "--rate=2000",
                "--duration=10m",
                "--warmup=0s",
                "--abort-when=throughput.recordsPerSecond<1m for 2s",
                "--exit-code=threshold=99",
                "--out=" + directory.resolve("out"));
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(99);
        assertThat(cli.out()).contains("aborted: throughput.recordsPerSecond<1m for 2s");
        JsonNode result = JSON.readTree(directory.resolve("out/result.json").toFile());
        assertThat(result.at("/run/complete").asBoolean()).isFalse();
        assertThat(result.at("/intervals").size()).isBetween(2, 4);
        assertThat(result.at("/validity/warnings").toString()).contains("aborted: throughput.recordsPerSecond<1m");
        assertThat(result.at("/workload/abortWhen/0").asText()).isEqualTo("throughput.recordsPerSecond<1m for 2s");
    }

    @Test
    void streamsAndGroupsHaveThresholdsOfTheirOwn() throws IOException {
        Cli cli = Cli.run(
                "run",
                "--records=4000",
                "--consumers=1",
                "--group=readers",
                "--threshold=streams.datastorm.totals.acknowledged==4000",
                "--threshold=consumers.readers.records==4000",
                "--threshold=consumers.readers.lagMaxRecords<0",
                "--out=" + directory.resolve("out"));
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(4);
        JsonNode thresholds =
                JSON.readTree(directory.resolve("out/result.json").toFile()).at("/thresholds");
        assertThat(thresholds.findValuesAsText("met")).containsExactly("true", "true", "false");

        Cli unknown = Cli.run("run", "--threshold=streams.x.totals.failed<1", "--threshold=consumers.y.records>1");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err().lines())
                .containsExactly(
                        "--threshold: there is no stream 'x'; there is datastorm",
                        "--threshold: there is no group 'y'; name the group with --group");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency.lag.p99Milis>9 | unknown metric 'latency.lag.p99Milis' in 'latency.lag.p99Milis>9'"
                        + " ('datastorm help thresholds' lists all); did you mean 'latency.lag.p99Millis'?",
                "consumers.lagMaxRecords>9 | 'consumers.lagMaxRecords>9' needs consumers: add --consumers",
            })
    void conditionsThatAreNone(String condition, String message) {
        Cli cli = Cli.run("run", "--abort-when", condition);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).containsExactly("--abort-when: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "threshold=", "threshold=256", "failed=1"})
    void exitCodesThatAreNone(String code) {
        Cli cli = Cli.run("run", "--exit-code", code);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines())
                .containsExactly("--exit-code: must be threshold=N, with N from 0 to 255, got '" + code + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "--dashboard-listen, 8080",
        "--dashboard-listen, localhost:http",
        "--dashboard-listen, localhost:70000",
        "--metrics, statsd",
        "--metrics, prometheus:x",
        "--metrics, prometheus:-1",
    })
    void addressesThatAreNone(String option, String address) {
        String form = option.equals("--metrics")
                ? "prometheus, prometheus:PORT, prometheus:HOST:PORT or otlp=URL"
                : "HOST:PORT, such as 127.0.0.1:8080";
        Cli cli = Cli.run("run", option, address);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).containsExactly("%s: must be %s, got '%s'".formatted(option, form, address));
    }

    @Test
    void aHostThatIsNotThere() {
        Cli cli = Cli.run("run", "--dashboard-listen", "no.such.host.invalid:80");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).containsExactly("--dashboard-listen: there is no host 'no.such.host.invalid'");
    }

    @ParameterizedTest
    @CsvSource({
        "commit", "=x", "commit=", "a b=c",
    })
    void tagsThatAreNone(String tag) {
        Cli cli = Cli.run("run", "--tag", tag);
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).singleElement().asString().startsWith("--tag: must be KEY=VALUE. ");
    }

    @Test
    void aTagHasOneValue() {
        Cli cli = Cli.run("run", "--tag", "site=a", "--tag", "site=b");
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).containsExactly("--tag: has the key 'site' twice; give each key one value");
    }

    @ParameterizedTest
    @CsvSource({
        "otlp=, otlp= must have a URL",
        "otlp=localhost:4318, otlp= must have a URL",
        "otlp=ftp://localhost, otlp= must have a URL",
        "otlp=http://me:hunter2@localhost:4318, the URL must have no user or password",
    })
    void collectorsThatAreNone(String target, String message) {
        Cli cli = Cli.run("run", "--metrics", target);
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).singleElement().asString().startsWith("--metrics: " + message);
        assertThat(cli.err()).doesNotContain("hunter2");
    }

    @Test
    void oneOfEachKindIsEnough() {
        assertThat(Cli.run("run", "--metrics", "prometheus", "--metrics", "prometheus:0")
                        .err()
                        .lines())
                .containsExactly("--metrics: 'prometheus:0' is one too many: give prometheus and otlp once");
    }

    @Test
    void resultsThatAreNotThere() {
        Cli cli = Cli.run("ui", directory.resolve("nowhere").toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err().lines()).singleElement().asString().contains("there is no such directory");
        assertThat(Cli.run("ui", directory.toString(), "--listen", "8080").err().lines())
                .containsExactly("--listen: must be HOST:PORT, such as 127.0.0.1:8080, got '8080'");
    }

    @ParameterizedTest
    @CsvSource({"--dashboard-listen,''", "--metrics,prometheus:"})
    void aPortThatIsTaken(String option, String before) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Cli cli = Cli.run("run", option, before + "127.0.0.1:" + taken.getLocalPort());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines())
                    .containsExactly(option
                            + ": cannot listen at 127.0.0.1:%d: Address already in use; take"
                                    .formatted(taken.getLocalPort())
                            + " another address or port");
        }
    }
}
