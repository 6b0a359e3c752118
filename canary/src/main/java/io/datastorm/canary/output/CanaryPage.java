package io.datastorm.canary.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.sun.net.httpserver.HttpHandler;
import io.datastorm.canary.Canary;
import io.datastorm.core.report.page.PageResource;
import io.datastorm.core.report.text.ShortNumbers;
import io.datastorm.live.server.LocalServer;
import io.datastorm.live.server.StaticFiles;
import io.datastorm.live.server.StaticFiles.Content;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** A canary in a browser. The page asks for what is known: nothing is kept for who watches. Thread-safe. */
public final class CanaryPage implements AutoCloseable {
    private static final int THREADS = 8;
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(ShortNumbers.module())
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));
    private static final Map<String, Content> FILES = Map.of(
            "/", Content.page(CanaryPage.class, "index.html"),
            "/canary.js", Content.script(CanaryPage.class, "canary.js"),
            "/canary.css", Content.style(CanaryPage.class, "canary.css"),
            "/charts.js", Content.script(PageResource.chartScript()),
            "/page.css", Content.style(PageResource.style()),
            "/uplot.js", Content.script(PageResource.uplotScript()),
            "/uplot.css", Content.style(PageResource.uplotStyle()));

    private final LocalServer server;

    /**
     * Opens it.
     *
     * @param listen where it listens; port 0 is any that is free
     * @throws IOException if it cannot listen there
     */
    public CanaryPage(InetSocketAddress listen, Canary canary) throws IOException {
        this.server = new LocalServer(listen, THREADS);
        server.serve("/", new StaticFiles(FILES, server.timeout()));
        server.serve("/status", json(canary::status));
        server.serve("/hour", json(canary.figures()::hour));
        server.serve("/day", json(canary.figures()::day));
        server.start();
    }

    private HttpHandler json(Supplier<Object> what) {
        return exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                exchange.close();
                return;
            }
            byte[] bytes = JSON.writeValueAsBytes(what.get());
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            server.timeout().write(() -> {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
        };
    }

    /** Whether other machines can reach it. */
    public boolean reachable() {
        return server.reachable();
    }

    /** What to open in a browser. Who has it can watch. */
    public String link() {
        return server.link();
    }

    @Override
    public void close() {
        server.close();
    }
}
