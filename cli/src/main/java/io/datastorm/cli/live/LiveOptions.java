package io.datastorm.cli.live;

import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.live.Dashboard;
import io.datastorm.live.metrics.RunMetrics;
import io.datastorm.live.page.PageControls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is told while a run goes on, beside the terminal. */
public final class LiveOptions {
    private static final String DASHBOARD = "--dashboard";
    private static final String LISTEN = "--dashboard-listen";

    @Option(
            names = DASHBOARD,
            description = "A page to watch the run in a browser, on a free port of this machine. Prints its link.")
    private boolean dashboard;

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            description = "The same at this address. Other machines can reach it there, without TLS, if HOST is not "
                    + "a loopback address. Who has the link can watch the run, stop it, and do faults.")
    private String listen;

    @Option(
            names = MetricsTargets.OPTION,
            paramLabel = "prometheus[:PORT]|otlp=URL",
            description =
                    "Figures of the run for Prometheus, at /metrics of this port of this machine (default: 9464); "
                            + "prometheus:HOST:PORT lets other machines reach it. otlp=http://HOST:4318 pushes them "
                            + "to an OpenTelemetry collector. Give it twice for both.")
    private List<String> metrics = List.of();

    /**
     * Opens what was asked for.
     *
     * @param controls what the page can do to the run
     * @throws InvalidInput if something cannot be opened; then nothing is
     */
    public LiveOutputs open(Workload workload, PageControls controls) {
        MetricsTargets targets = MetricsTargets.of(metrics);
        Optional<Dashboard> page =
                dashboard || listen != null ? Optional.of(page(workload, controls)) : Optional.empty();
        try {
            RunMetrics figures = new RunMetrics(workload.name());
            return new LiveOutputs(page, figures, targets.open(figures));
        } catch (InvalidInput e) {
            page.ifPresent(Dashboard::close);
            throw e;
        }
    }

    private Dashboard page(Workload workload, PageControls controls) {
        InetSocketAddress address = ListenAddress.ofPage(LISTEN, listen);
        try {
            return new Dashboard(workload, address, controls);
        } catch (IOException e) {
            throw ListenAddress.taken(listen == null ? DASHBOARD : LISTEN, address, e);
        }
    }
}
