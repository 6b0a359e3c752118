package io.datastorm.cli.live;

import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.result.RunResult;
import io.datastorm.live.Dashboard;
import io.datastorm.live.metrics.OtlpExporter;
import io.datastorm.live.metrics.PrometheusEndpoint;
import io.datastorm.run.RunObserver;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is told while a run goes on, beside the terminal.
 *
 * @param page to watch in a browser
 * @param metrics for Prometheus
 * @param otlp what pushes them to a collector
 */
public record LiveOutputs(Optional<Dashboard> page, Optional<PrometheusEndpoint> metrics, Optional<OtlpExporter> otlp)
        implements AutoCloseable {
    /** Who has to be told. */
    public List<RunObserver> observers() {
        return Stream.of(page, metrics, otlp)
                .<RunObserver>flatMap(Optional::stream)
                .toList();
    }

    /** Says where they are. */
    public void introduce(Screen screen) {
        page.ifPresent(each -> {
            screen.say("dashboard: " + each.link());
            if (each.reachable()) {
                screen.complain("The dashboard is open to other machines, and has no TLS: whoever sees its traffic can"
                        + " watch the run, stop it, and do faults to its local cluster.");
            }
        });
        metrics.ifPresent(each -> {
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
                        why -> screen.complain("The collector at %s: %s. The run goes on without it, and tries again."
                                .formatted(exporter.endpoint(), why)));
    }

    /** How the run has ended. */
    public void result(RunResult result) {
        page.ifPresent(each -> each.result(result));
    }

    @Override
    public void close() {
        page.ifPresent(Dashboard::close);
        metrics.ifPresent(PrometheusEndpoint::close);
        otlp.ifPresent(OtlpExporter::close);
    }
}
