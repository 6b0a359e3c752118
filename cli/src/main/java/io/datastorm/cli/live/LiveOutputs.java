package io.datastorm.cli.live;

import io.datastorm.cli.terminal.Screen;
import io.datastorm.core.result.RunResult;
import io.datastorm.live.Dashboard;
import io.datastorm.live.metrics.RunMetrics;
import io.datastorm.run.RunObserver;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is told while a run goes on, beside the terminal.
 *
 * @param page to watch in a browser
 * @param figures of the run
 * @param metrics where the figures go
 */
public record LiveOutputs(Optional<Dashboard> page, RunMetrics figures, MetricsOutputs metrics)
        implements AutoCloseable {
    /** Who has to be told. */
    public List<RunObserver> observers() {
        Stream<RunObserver> told = metrics.none() ? Stream.empty() : Stream.of(figures);
        return Stream.concat(page.stream(), told).toList();
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
        metrics.introduce(screen);
    }

    /** How the run has ended. */
    public void result(RunResult result) {
        page.ifPresent(each -> each.result(result));
    }

    @Override
    public void close() {
        page.ifPresent(Dashboard::close);
        metrics.close();
    }
}
