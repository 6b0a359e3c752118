package io.datastorm.live;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.Workload;
import io.datastorm.live.event.RunEvents;
import io.datastorm.live.event.RunHistory;
import io.datastorm.live.page.PageControls;
import io.datastorm.live.page.PageServer;
import io.datastorm.run.RunObserver;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A run as a page in a browser while it goes on. It observes the run; {@link #result} tells how it ended. Thread-safe.
 */
public final class Dashboard implements RunObserver, AutoCloseable {
    private final RunEvents events;
    private final RunHistory history = new RunHistory();
    private final PageServer server;

    /**
     * Opens the page.
     *
     * @param listen where it listens; port 0 is any that is free
     * @param controls what the page can do to the run
     * @throws IOException if it cannot listen there
     */
    public Dashboard(Workload workload, InetSocketAddress listen, PageControls controls) throws IOException {
        this.events = new RunEvents(workload);
        history.keep(events.run());
        this.server = new PageServer(listen, history, controls);
    }

    /** What to open in a browser. Who has it can watch, and stop the run. */
    public String link() {
        return server.link();
    }

    /** Whether other machines can reach it. It has no TLS. */
    public boolean reachable() {
        return server.reachable();
    }

    @Override
    public void waiting(String what) {
        history.important(events.state(what));
    }

    @Override
    public void notice(String line) {
        history.important(events.notice(line, false));
    }

    @Override
    public void warning(String line) {
        history.important(events.notice(line, true));
    }

    @Override
    public void sending() {
        history.important(events.state("sending"));
    }

    @Override
    public void second(RunSecond second) {
        double latency = second.response() == null ? 0 : second.response().maxMillis();
        boolean bad = second.interval().acknowledged() == 0 || second.interval().failed() > 0;
        if (!second.interval().faults().isEmpty()) {
            history.keep(events.second(second));
        } else if (bad) {
            history.important(events.second(second));
        } else {
            history.add(events.second(second), latency);
        }
    }

    @Override
    public void draining() {
        history.important(events.state("all sent, waiting for the last acknowledgements"));
    }

    @Override
    public void awaiting(long outstanding) {
        history.important(
                events.state("all sent, waiting for " + NumberFormat.whole(outstanding) + " acknowledgements"));
    }

    @Override
    public void ended() {
        history.important(events.state("all answers are there"));
    }

    /** How the run has ended. */
    public void result(RunResult result) {
        history.keep(events.result(result));
    }

    @Override
    public void close() {
        history.keep(events.end());
        server.close();
    }
}
