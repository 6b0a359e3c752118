package io.datastorm.live.page;

import com.sun.net.httpserver.HttpHandler;
import io.datastorm.core.report.page.PageResource;
import io.datastorm.live.event.RunHistory;
import io.datastorm.live.server.LocalServer;
import io.datastorm.live.server.StaticFiles;
import io.datastorm.live.server.StaticFiles.Content;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** Serves the page of one run. Thread-safe. */
public final class PageServer implements AutoCloseable {
    private static final int THREADS = EventStream.MOST + 8;
    private static final int LAST_SECONDS = 1;
    private static final Map<String, Content> FILES = Map.of(
            "/", Content.page(PageServer.class, "index.html"),
            "/live.js", Content.script(PageServer.class, "live.js"),
            "/live.css", Content.style(PageServer.class, "live.css"),
            "/charts.js", Content.script(PageResource.chartScript()),
            "/heatmap.js", Content.script(PageResource.heatMapScript()),
            "/page.css", Content.style(PageResource.style()),
            "/uplot.js", Content.script(PageResource.uplotScript()),
            "/uplot.css", Content.style(PageResource.uplotStyle()));

    private final LocalServer server;
    private final RunHistory history;
    private final EventStream stream;

    /**
     * Opens it.
     *
     * @param listen where it listens; port 0 is any that is free
     * @param stop what the page's button does
     * @throws IOException if it cannot listen there
     */
    public PageServer(InetSocketAddress listen, RunHistory history, Runnable stop) throws IOException {
        this.history = history;
        this.server = new LocalServer(listen, THREADS);
        this.stream = new EventStream(history, server.timeout());
        server.serve("/", new StaticFiles(FILES, server.timeout()));
        server.serve("/events", stream);
        server.serve("/stop", stop(stop));
        server.start();
    }

    private static HttpHandler stop(Runnable stop) {
        return exchange -> {
            boolean asked = exchange.getRequestMethod().equals("POST");
            if (asked) {
                stop.run();
            }
            exchange.sendResponseHeaders(asked ? 204 : 405, -1);
            exchange.close();
        };
    }

    /** Whether other machines can reach it. */
    public boolean reachable() {
        return server.reachable();
    }

    /** What to open in a browser. Who has it can watch, and stop the run. */
    public String link() {
        return server.link();
    }

    /** Whoever watches is told how it ended, and no more. */
    @Override
    public void close() {
        history.end();
        try {
            stream.awaitEnd(LAST_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
