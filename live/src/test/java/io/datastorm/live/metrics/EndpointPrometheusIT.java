package io.datastorm.live.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the figures, and evaluates the rules that we deliver. */
final class EndpointPrometheusIT {
    private static final Path DELIVERED = Path.of("../deploy/prometheus");
    private static final Path DASHBOARD = Path.of("../deploy/grafana/datastorm.json");
    private static final String HOSTILE = "a\"b\\c\nd";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private PrometheusEndpoint endpoint;
    private Process prometheus;
    private int port;

    @BeforeEach
    void start() throws IOException {
        Settings flags = new Settings();
        flags.flag(LoadOptions.RATE, "1000");
        flags.flag(OutputOptions.NAME, "nightly");
        endpoint = new PrometheusEndpoint(
                new Planner(new ProducerRules(), 2).plan(flags, Optional.empty()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                directory.resolve("prometheus.yml"),
                Files.readString(DELIVERED.resolve("prometheus.yml"))
                        .replace(
                                "127.0.0.1:" + PrometheusEndpoint.PORT,
                                URI.create(endpoint.link()).getAuthority())
                        .replace("evaluation_interval: 5s", "evaluation_interval: 1s"));
        Files.copy(DELIVERED.resolve("rules.yml"), directory.resolve("rules.yml"));
        prometheus = new ProcessBuilder(
                        "/usr/bin/prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--enable-feature=native-histograms")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        prometheus.destroy();
        prometheus.waitFor();
        endpoint.close();
    }

    private static RunSecond second(int number, long failed) {
        Interval interval = new Interval(
                number,
                1,
                1_000,
                1_000,
                36_000.0,
                3.5,
                12.0,
                40.0,
                1.0,
                failed,
                0.5,
                List.of(0.4),
                5.0,
                90L << 20,
                List.of());
        StreamInterval stream = new StreamInterval(number, 1, 1_000, 1_000, 36_000.0, 3.5, 12.0, 40.0, 1.0, failed);
        // 990 records of up to 4 ms, and ten of up to a second.
        int second = LatencySecond.bucket(1000);
        List<Long> counts = new ArrayList<>(Collections.nCopies(33, 0L));
        counts.set(0, 990L);
        counts.set(32, 10L);
        LatencySecond latencies = new LatencySecond(13.2, 3.9, 3.9, 3.9, 1000, 1000, second - 32, counts);
        return new RunSecond(
                interval,
                1_000.0,
                latencies,
                Map.of(HOSTILE, new RunSecond.OfStream(stream, latencies, latencies)),
                Map.of("readers", new ConsumerResult.Interval(number, 999, 120L)),
                Map.of(3, new RunSecond.OfAgent("host", 250, 250, 0.25)),
                new Bottleneck("rate", "the asked rate was met"));
    }

    private JsonNode answer(String expression) throws IOException, InterruptedException {
        URI asked = URI.create("http://127.0.0.1:%d/api/v1/query?query=%s"
                .formatted(port, URLEncoder.encode(expression, StandardCharsets.UTF_8)));
        return new ObjectMapper()
                .readTree(CLIENT.send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString())
                        .body());
    }

    /** The first result of a query, as soon as there is one. */
    private JsonNode query(String expression) throws Exception {
        while (true) {
            assertThat(prometheus.isAlive())
                    .as(Files.readString(directory.resolve("log")))
                    .isTrue();
            try {
                JsonNode answer = answer(expression);
                assertThat(answer.at("/status").asText()).as("%s", answer).isEqualTo("success");
                if (!answer.at("/data/result").isEmpty()) {
                    return answer.at("/data/result/0");
                }
            } catch (IOException e) {
                // It is not up yet.
                Thread.onSpinWait();
            }
        }
    }

    private double value(String expression) throws Exception {
        return query(expression).at("/value/1").asDouble();
    }

    @Test
    void figuresAreScrapedAndRulesEvaluated() throws Exception {
        for (int number = -1; number <= 8; number++) {
            endpoint.second(second(number, 0));
        }
        JsonNode acknowledged = query("datastorm_records_acknowledged_total");
        assertThat(acknowledged.at("/value/1").asDouble()).isEqualTo(10_000);
        assertThat(acknowledged.at("/metric/run").asText()).isEqualTo("nightly");
        assertThat(acknowledged.at("/metric/stream").asText()).isEqualTo(HOSTILE);
        assertThat(value("datastorm_acknowledged_bytes_total")).isEqualTo(360_000);
        assertThat(value("datastorm_agent_records_acknowledged_total{agent=\"3\",host=\"host\"}"))
                .isPositive();
        assertThat(value("datastorm_asked_records_per_second")).isEqualTo(1_000);
        assertThat(value("datastorm_consumer_lag_records{group=\"readers\"}")).isEqualTo(120);
        assertThat(value("datastorm_limited_by == 1")).isEqualTo(1);
        assertThat(query("datastorm_limited_by == 1")
                        .at("/metric/datastorm_limited_by")
                        .asText())
                .isEqualTo("rate");
        // A native histogram, whose buckets are ours: nothing is interpolated away.
        assertThat(value("histogram_count(datastorm_response_latency_seconds)")).isEqualTo(10_000);
        assertThat(value("histogram_sum(datastorm_response_latency_seconds)"))
                .isCloseTo(132, Percentage.withPercentage(0.1));
        assertThat(value("histogram_quantile(0.5, datastorm_response_latency_seconds)"))
                .isBetween(0.0032, 0.0040);
        assertThat(value("histogram_quantile(0.999, datastorm_service_latency_seconds)"))
                .isBetween(0.84, 1.0);
        assertThat(value("datastorm:records_acknowledged:rate10s")).isZero();
        // A thousand a second were asked for, and none came.
        assertThat(query("ALERTS{alertname=\"DataStormRateNotMet\"}")
                        .at("/metric/run")
                        .asText())
                .isEqualTo("nightly");

        endpoint.second(second(9, 3));
        assertThat(query("ALERTS{alertname=\"DataStormRecordsFailed\",alertstate=\"firing\"}")
                        .at("/metric/run")
                        .asText())
                .isEqualTo("nightly");
        assertThat(value("datastorm:records_acknowledged:rate10s > 0")).isPositive();
    }

    /** Each query of ours shows something, and those of brokers are queries. */
    @Test
    void theDashboardAsksForWhatIsThere() throws Exception {
        for (int number = 1; number <= 3; number++) {
            endpoint.second(second(number, 0));
        }
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<String> expressions = dashboard.findValuesAsText("expr").stream()
                .map(expression -> expression.replace("$run", "nightly"))
                .toList();
        assertThat(expressions).hasSizeGreaterThan(15);
        for (String expression : expressions) {
            if (expression.contains("kafka_server_") || expression.contains("datastorm_faults_total")) {
                assertThat(answer(expression).at("/status").asText()).isEqualTo("success");
            } else {
                assertThat(query(expression).isEmpty()).as(expression).isFalse();
            }
        }
    }

    /** What a scraper that knows no native histograms gets. */
    @Test
    void classicHistogramsAreTextOfTheSameRecords() throws Exception {
        endpoint.second(second(1, 0));
        String text = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(endpoint.link())).build(), BodyHandlers.ofString())
                .body();
        assertThat(text.lines())
                .filteredOn(line -> line.startsWith("datastorm_response_latency_seconds_bucket"))
                .hasSize(21)
                .anyMatch(line -> line.endsWith("le=\"0.00390625\"} 990"))
                .anyMatch(line -> line.endsWith("le=\"0.5\"} 990"))
                .anyMatch(line -> line.endsWith("le=\"1.0\"} 1000"))
                .anyMatch(line -> line.endsWith("le=\"+Inf\"} 1000"));
        assertThat(text)
                .contains("datastorm_records_acknowledged_total{run=\"nightly\",stream=\"a\\\"b\\\\c\\nd\"} 1000.0");
    }
}
