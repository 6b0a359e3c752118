package io.datastorm.live.metrics;

import io.prometheus.metrics.exporter.opentelemetry.OpenTelemetryExporter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Figures, pushed by OTLP over HTTP until it is closed. A collector that is slow, or not there, delays nobody: the
 * exporter has a thread of its own, and what it could not push is in the next push, because counters and histograms are
 * sums. At the end it is waited for, five seconds at most. Headers come from {@code OTEL_EXPORTER_OTLP_HEADERS}.
 * Thread-safe.
 */
public final class OtlpExporter implements AutoCloseable {
    private static final int SECONDS = 5;
    private static final String PROTOCOL = "http/protobuf";
    private static final String SHADED = "io.prometheus.metrics.shaded.io_opentelemetry_2_25_0_alpha.";
    /**
     * What is told of the process beside the figures. Not all that the exporter knows: it would tell the command line,
     * which may have passwords.
     */
    private static final String TOLD = String.join(
            ",",
            SHADED + "sdk.autoconfigure.EnvironmentResourceProvider",
            SHADED + "sdk.extension.incubator.resources.ServiceInstanceIdResourceProvider",
            SHADED + "instrumentation.resources.HostResourceProvider");
    /** It logs each push that fails, with a stack trace. Kept, because loggers are only weakly held. */
    private static final Logger LOG = Logger.getLogger("io.prometheus.metrics.shaded");

    private final OpenTelemetryExporter exporter;
    private final URI endpoint;

    /**
     * Begins to push.
     *
     * @param metrics what it tells
     * @param endpoint of the collector for metrics, such as {@code http://localhost:4318/v1/metrics}
     */
    public OtlpExporter(MultiCollector metrics, URI endpoint) {
        LOG.setLevel(Level.OFF);
        System.setProperty("otel.java.enabled.resource.providers", TOLD);
        this.endpoint = endpoint;
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(metrics);
        this.exporter = OpenTelemetryExporter.builder()
                .registry(registry)
                .protocol(PROTOCOL)
                .endpoint(endpoint.toString())
                .intervalSeconds(SECONDS)
                .timeoutSeconds(SECONDS)
                .serviceName("datastorm")
                .buildAndStart();
    }

    /** Where they are pushed. */
    public URI endpoint() {
        return endpoint;
    }

    /** Why nobody can be reached there; empty if somebody answers, whatever they say. */
    public Optional<String> unreachable() {
        try {
            HttpRequest empty = HttpRequest.newBuilder(endpoint)
                    .timeout(Duration.ofSeconds(SECONDS))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<Void> unused = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(SECONDS))
                    .build()
                    .send(empty, HttpResponse.BodyHandlers.discarding());
            return Optional.empty();
        } catch (HttpTimeoutException e) {
            return Optional.of("no answer within " + SECONDS + " s");
        } catch (IOException e) {
            return Optional.of("it cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Pushes the last figures. */
    @Override
    public void close() {
        exporter.close();
    }
}
