package io.datastorm.live.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.result.StreamInterval;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What a collector gets. */
final class OtlpExporterIT {
    private final BlockingQueue<ExportMetricsServiceRequest> pushes = new LinkedBlockingQueue<>();
    private final RunMetrics metrics = new RunMetrics("nightly");

    private static RunSecond second(long number) {
        Interval interval = new Interval(
                number, 1.0, 1000, 1000, 36_000.0, 2.0, 3.0, 4.0, null, 0L, 0.5, List.of(), 0.0, 1L << 20, List.of(),
                List.of());
        StreamInterval stream = new StreamInterval(number, 1.0, 1000, 1000, 36_000.0, 2.0, 3.0, 4.0, null, 0L);
        LatencySecond latencies = new LatencySecond(2, 2, 3, 3, 4, 4, 32, List.of(900L, 100L));
        return new RunSecond(
                interval,
                null,
                latencies,
                Map.of("orders", new RunSecond.OfStream(stream, latencies, latencies)),
                Map.of(),
                Map.of(),
                new Bottleneck("broker", "busy"));
    }

    private HttpServer collector() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/metrics", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream in = new ByteArrayInputStream(body);
            pushes.add(ExportMetricsServiceRequest.parseFrom(packed ? new GZIPInputStream(in) : in));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Metric metric(ExportMetricsServiceRequest push, String name) {
        return push.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + push));
    }

    @Test
    void theLastPushHasAllSeconds() throws Exception {
        HttpServer server = collector();
        try {
            OtlpExporter exporter = new OtlpExporter(
                    metrics,
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics"));
            for (int number = 1; number <= 3; number++) {
                metrics.second(second(number));
            }
            assertThat(exporter.unreachable()).isEmpty();
            pushes.clear();
            exporter.close();
            ExportMetricsServiceRequest push = pushes.take();
            assertThat(metric(push, "datastorm_records_acknowledged")
                            .getSum()
                            .getDataPoints(0)
                            .getAsDouble())
                    .isEqualTo(3000);
            assertThat(metric(push, "datastorm_response_latency")
                            .getExponentialHistogram()
                            .getDataPoints(0)
                            .getCount())
                    .isEqualTo(3000);
            assertThat(push.toString())
                    .contains("service.name", "datastorm", "orders", "host.name")
                    .doesNotContain("command_line", "command_args", "process.");
        } finally {
            server.stop(0);
        }
    }

    /** It takes connections, and says nothing. */
    @Test
    void aCollectorThatHangsDelaysNobody() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OtlpExporter exporter =
                    new OtlpExporter(metrics, URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/v1/metrics"));
            assertThat(exporter.unreachable()).contains("no answer within 5 s");
            for (int number = 1; number <= 100_000; number++) {
                metrics.second(second(number));
            }
            exporter.close();
        }
        assertThat(pushes).isEmpty();
    }

    @Test
    void aCollectorThatIsNotThereIsTold() throws Exception {
        int free;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = gone.getLocalPort();
        }
        OtlpExporter exporter = new OtlpExporter(metrics, URI.create("http://127.0.0.1:" + free + "/v1/metrics"));
        assertThat(exporter.unreachable()).contains("it cannot be reached");
        exporter.close();
    }
}
