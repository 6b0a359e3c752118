package io.datastorm.cli.live;

import io.datastorm.cli.terminal.Screen;
import io.datastorm.live.metrics.OtlpExporter;
import io.datastorm.live.metrics.PrometheusEndpoint;
import java.util.Optional;

/**
 * Where figures go while they change.
 *
 * @param prometheus where Prometheus scrapes them
 * @param otlp what pushes them to a collector
 */
public record MetricsOutputs(Optional<PrometheusEndpoint> prometheus, Optional<OtlpExporter> otlp)
        implements AutoCloseable {
    /** Whether they go nowhere. */
    boolean none() {
        return prometheus.isEmpty() && otlp.isEmpty();
    }

    /** Says where they are. */
    public void introduce(Screen screen) {
        prometheus.ifPresent(each -> {
            screen.say("metrics: " + each.link());
            if (each.reachable()) {
                screen.complain("The metrics are open to other machines, without TLS or a password.");
            }
        });
        otlp.ifPresent(each -> introduce(each, screen));
    }

    private static void introduce(OtlpExporter exporter, Screen screen) {
        screen.say("metrics: pushed to " + exporter.endpoint());
        exporter.unreachable()
                .ifPresent(
                        why -> screen.complain("The collector at %s: %s. It is tried again, and nothing waits for it."
                                .formatted(exporter.endpoint(), why)));
    }

    @Override
    public void close() {
        prometheus.ifPresent(PrometheusEndpoint::close);
        otlp.ifPresent(OtlpExporter::close);
    }
}
