package io.datastorm.live.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.report.PrometheusServer;
import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.result.StreamInterval;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the figures, and evaluates the rules that we deliver. */
final class EndpointPrometheusIT {
    private static final Path DASHBOARD = Path.of("../deploy/grafana/datastorm.json");
    private static final String HOSTILE = "a\"b\\c\nd";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private final RunMetrics metrics = new RunMetrics("nightly");
    private PrometheusEndpoint endpoint;
    private PrometheusServer prometheus;

    @BeforeEach
    void start() throws IOException {
        endpoint = new PrometheusEndpoint(metrics, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        prometheus = new PrometheusServer(directory, URI.create(endpoint.link()).getAuthority(), "rules.yml");
    }

    @AfterEach
    void stop() {
        prometheus.close();
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
                List.of(),
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

    @Test
    void figuresAreScrapedAndRulesEvaluated() throws Exception {
        for (int number = -1; number <= 8; number++) {
            metrics.second(second(number, 0));
        }
        JsonNode acknowledged = prometheus.query("datastorm_records_acknowledged_total");
        assertThat(acknowledged.at("/value/1").asDouble()).isEqualTo(10_000);
        assertThat(acknowledged.at("/metric/run").asText()).isEqualTo("nightly");
        assertThat(acknowledged.at("/metric/stream").asText()).isEqualTo(HOSTILE);
        assertThat(prometheus.value("datastorm_acknowledged_bytes_total")).isEqualTo(360_000);
        assertThat(prometheus.value("datastorm_agent_records_acknowledged_total{agent=\"3\",host=\"host\"}"))
                .isPositive();
        assertThat(prometheus.value("datastorm_asked_records_per_second")).isEqualTo(1_000);
        assertThat(prometheus.value("datastorm_consumer_lag_records{group=\"readers\"}"))
                .isEqualTo(120);
        assertThat(prometheus.value("datastorm_limited_by == 1")).isEqualTo(1);
        assertThat(prometheus
                        .query("datastorm_limited_by == 1")
                        .at("/metric/datastorm_limited_by")
                        .asText())
                .isEqualTo("rate");
        // A native histogram, whose buckets are ours: nothing is interpolated away.
        assertThat(prometheus.value("histogram_count(datastorm_response_latency_seconds)"))
                .isEqualTo(10_000);
        assertThat(prometheus.value("histogram_sum(datastorm_response_latency_seconds)"))
                .isCloseTo(132, Percentage.withPercentage(0.1));
        assertThat(prometheus.value("histogram_quantile(0.5, datastorm_response_latency_seconds)"))
                .isBetween(0.0032, 0.0040);
        assertThat(prometheus.value("histogram_quantile(0.999, datastorm_service_latency_seconds)"))
                .isBetween(0.84, 1.0);
        assertThat(prometheus.value("datastorm:records_acknowledged:rate10s")).isZero();
        // A thousand a second were asked for, and none came.
        assertThat(prometheus
                        .query("ALERTS{alertname=\"DataStormRateNotMet\"}")
                        .at("/metric/run")
                        .asText())
                .isEqualTo("nightly");

        metrics.second(second(9, 3));
        assertThat(prometheus
                        .query("ALERTS{alertname=\"DataStormRecordsFailed\",alertstate=\"firing\"}")
                        .at("/metric/run")
                        .asText())
                .isEqualTo("nightly");
        assertThat(prometheus.value("datastorm:records_acknowledged:rate10s > 0"))
                .isPositive();
    }

    /** Each query of ours shows something, and those of brokers are queries. */
    @Test
    void theDashboardAsksForWhatIsThere() throws Exception {
        for (int number = 1; number <= 3; number++) {
            metrics.second(second(number, 0));
        }
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<String> expressions = dashboard.findValuesAsText("expr").stream()
                .map(expression -> expression.replace("$run", "nightly"))
                .toList();
        assertThat(expressions).hasSizeGreaterThan(15);
        for (String expression : expressions) {
            if (expression.contains("kafka_server_") || expression.contains("datastorm_faults_total")) {
                assertThat(prometheus.answer(expression).at("/status").asText()).isEqualTo("success");
            } else {
                assertThat(prometheus.query(expression).isEmpty())
                        .as(expression)
                        .isFalse();
            }
        }
    }

    /** What a scraper that knows no native histograms gets. */
    @Test
    void classicHistogramsAreTextOfTheSameRecords() throws Exception {
        metrics.second(second(1, 0));
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
