package io.datastorm.canary.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastorm.canary.RunningCanary;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.report.PrometheusServer;
import io.datastorm.live.metrics.PrometheusEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a canary of a real broker, and evaluates the alerts that we deliver. */
final class CanaryMetricsPrometheusIT {
    @TempDir
    private Path directory;

    @Test
    void figuresAreScrapedAndAlertsEvaluated() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1));
                RunningCanary running = new RunningCanary(cluster.bootstrapServers(), "canary")) {
            CanaryMetrics metrics = running.metrics();
            PrometheusEndpoint endpoint =
                    new PrometheusEndpoint(metrics, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (PrometheusServer prometheus =
                    new PrometheusServer(directory, URI.create(endpoint.link()).getAuthority(), "canary.yml")) {
                judge(running, prometheus);
            } finally {
                endpoint.close();
            }
        }
    }

    private static void judge(RunningCanary running, PrometheusServer prometheus) throws Exception {
        running.awaitGood(40);
        assertThat(prometheus.value("datastorm_canary_records_total{outcome=\"good\",topic=\"canary\"} > 20"))
                .isGreaterThan(20);
        assertThat(prometheus.value("histogram_count(datastorm_canary_end_to_end_latency_seconds)"))
                .isPositive();
        assertThat(prometheus.value("datastorm_canary_availability_ratio{window=\"24h\"}"))
                .isEqualTo(1);
        assertThat(prometheus.value("datastorm_canary_partition_leader{partition=\"0\"}"))
                .isEqualTo(1);
        assertThat(prometheus.value("datastorm_canary_broker_up{broker=\"1\"}")).isEqualTo(1);
        assertThat(prometheus.value("datastorm_canary:failed:ratio5m")).isZero();
        JsonNode rules = prometheus.get("/api/v1/rules").at("/data/groups/0/rules");
        assertThat(rules)
                .hasSizeGreaterThan(10)
                .allSatisfy(rule ->
                        assertThat(rule.at("/health").asText()).as("%s", rule).isEqualTo("ok"));
        assertThat(prometheus
                        .answer("ALERTS{alertstate=\"firing\"}")
                        .at("/data/result")
                        .isEmpty())
                .isTrue();
    }
}
