package io.datastorm.live.metrics;

import io.datastorm.live.server.RequestTimeout;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;

/** {@code /metrics} in the formats of Prometheus and OpenMetrics. Thread-safe. */
public final class PrometheusEndpoint implements AutoCloseable {
    /** Where exporters of OpenTelemetry listen, too. */
    public static final int PORT = 9464;

    private final HTTPServer server;
    private final InetSocketAddress listen;

    /**
     * Opens it.
     *
     * @param metrics what it tells
     * @param listen where it listens; port 0 is any that is free
     * @throws IOException if it cannot listen there
     */
    public PrometheusEndpoint(MultiCollector metrics, InetSocketAddress listen) throws IOException {
        RequestTimeout.set();
        this.listen = listen;
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(metrics);
        this.server = HTTPServer.builder()
                .inetAddress(listen.getAddress())
                .port(listen.getPort())
                .registry(registry)
                .buildAndStart();
    }

    /** What Prometheus scrapes. */
    public String link() {
        String host = listen.getAddress().getHostAddress();
        return "http://%s:%d/metrics".formatted(host.contains(":") ? "[" + host + "]" : host, server.getPort());
    }

    /** Whether other machines can reach it. */
    public boolean reachable() {
        return !listen.getAddress().isLoopbackAddress();
    }

    @Override
    public void close() {
        server.close();
    }
}
