package io.datastorm.live.page;

import com.sun.net.httpserver.HttpHandler;
import io.datastorm.live.event.RunHistory;
import io.datastorm.live.server.LocalServer;
import io.datastorm.live.server.PageFiles;
import io.datastorm.live.server.StaticFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Serves the page of one run. Thread-safe. */
public final class PageServer implements AutoCloseable {
    private static final int THREADS = EventStream.MOST + 8;
    private static final int LAST_SECONDS = 1;
    private static final int MOST_BYTES = 2048;
    private final LocalServer server;
    private final RunHistory history;
    private final EventStream stream;

    /**
     * Opens it.
     *
     * @param listen where it listens; port 0 is any that is free
     * @param controls what the page can do to the run
     * @throws IOException if it cannot listen there
     */
    public PageServer(InetSocketAddress listen, RunHistory history, PageControls controls) throws IOException {
        this.history = history;
        this.server = new LocalServer(listen, THREADS);
        this.stream = new EventStream(history, server.timeout());
        server.serve("/", new StaticFiles(PageFiles.of(PageServer.class, "live"), server.timeout()));
        server.serve("/events", stream);
        server.serve("/stop", action(text -> controls.stop()));
        server.serve("/note", action(controls::note));
        server.serve("/fault", action(controls::fault));
        server.start();
    }

    /** Does something with the text of a request; what cannot be done is said. */
    private static HttpHandler action(Consumer<String> action) {
        return exchange -> {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                exchange.close();
                return;
            }
            try {
                byte[] text = exchange.getRequestBody().readNBytes(MOST_BYTES);
                action.accept(new String(text, StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
            } catch (IllegalArgumentException e) {
                byte[] why = e.getMessage().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(422, why.length);
                exchange.getResponseBody().write(why);
            }
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
