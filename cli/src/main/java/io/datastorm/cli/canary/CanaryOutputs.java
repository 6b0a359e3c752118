package io.datastorm.cli.canary;

import io.datastorm.canary.Canary;
import io.datastorm.canary.output.CanaryMetrics;
import io.datastorm.canary.output.CanaryPage;
import io.datastorm.cli.live.ListenAddress;
import io.datastorm.cli.live.MetricsOutputs;
import io.datastorm.cli.live.MetricsTargets;
import io.datastorm.cli.terminal.Screen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a canary tells, beside its lines. */
public final class CanaryOutputs {
    private static final String DASHBOARD = "--dashboard";
    private static final String LISTEN = "--dashboard-listen";

    @Option(
            names = DASHBOARD,
            description = "A page to watch the canary in a browser, on a free port of this machine. Prints its link.")
    private boolean dashboard;

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            description = "The same at this address. Other machines can reach it there, without TLS, if HOST is not "
                    + "a loopback address. Who has the link can watch.")
    private String listen;

    @Option(
            names = MetricsTargets.OPTION,
            paramLabel = "prometheus[:PORT]|otlp=URL",
            description = "Figures for Prometheus, at /metrics of this port of this machine (default: 9464); "
                    + "prometheus:HOST:PORT lets other machines reach it. otlp=http://HOST:4318 pushes them to an "
                    + "OpenTelemetry collector. Give it twice for both.")
    private List<String> metrics = List.of();

    /**
     * What was opened.
     *
     * @param page in a browser
     * @param figures of the canary
     * @param metrics where the figures go
     */
    record Opened(Optional<CanaryPage> page, CanaryMetrics figures, MetricsOutputs metrics) implements AutoCloseable {
        /** Says where they are. */
        void introduce(Screen screen) {
            page.ifPresent(each -> {
                screen.say("dashboard: " + each.link());
                if (each.reachable()) {
                    screen.complain("The dashboard is open to other machines, and has no TLS: whoever sees its traffic"
                            + " can watch.");
                }
            });
            metrics.introduce(screen);
        }

        @Override
        public void close() {
            page.ifPresent(CanaryPage::close);
            metrics.close();
        }
    }

    /** What was asked for, before anything is opened. */
    MetricsTargets targets() {
        return MetricsTargets.of(metrics);
    }

    /**
     * Opens what was asked for.
     *
     * @throws io.datastorm.generator.input.InvalidInput if something cannot be opened; then nothing is
     */
    Opened open(Canary canary, MetricsTargets targets) {
        CanaryMetrics figures = new CanaryMetrics(canary);
        MetricsOutputs outputs = targets.open(figures);
        try {
            boolean asked = dashboard || listen != null;
            return new Opened(asked ? Optional.of(page(canary)) : Optional.empty(), figures, outputs);
        } catch (RuntimeException e) {
            outputs.close();
            throw e;
        }
    }

    private CanaryPage page(Canary canary) {
        InetSocketAddress address = ListenAddress.ofPage(LISTEN, listen);
        try {
            return new CanaryPage(address, canary);
        } catch (IOException e) {
            throw ListenAddress.taken(listen == null ? DASHBOARD : LISTEN, address, e);
        }
    }
}
