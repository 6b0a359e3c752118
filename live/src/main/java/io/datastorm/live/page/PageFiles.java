package io.datastorm.live.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.datastorm.core.report.page.PageResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The files of the page, which are in the jars. No other path leads anywhere. Immutable. */
final class PageFiles implements HttpHandler {
    private static final String TYPE_SCRIPT = "text/javascript; charset=utf-8";
    private static final String TYPE_STYLE = "text/css; charset=utf-8";

    private final Map<String, Content> files = Map.of(
            "/", Content.of("index.html", "text/html; charset=utf-8"),
            "/live.js", Content.of("live.js", TYPE_SCRIPT),
            "/charts.js", new Content(PageResource.chartScript(), TYPE_SCRIPT),
            "/heatmap.js", new Content(PageResource.heatMapScript(), TYPE_SCRIPT),
            "/page.css", new Content(PageResource.style(), TYPE_STYLE),
            "/live.css", Content.of("live.css", TYPE_STYLE),
            "/uplot.js", new Content(PageResource.uplotScript(), TYPE_SCRIPT),
            "/uplot.css", new Content(PageResource.uplotStyle(), TYPE_STYLE));
    private final WriteTimeout timeout;

    PageFiles(WriteTimeout timeout) {
        this.timeout = timeout;
    }

    /** A file and what it is. */
    private static final class Content {
        private final byte[] bytes;
        private final String type;

        Content(String text, String type) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
            this.type = type;
        }

        static Content of(String name, String type) {
            try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
                return new Content(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Content file = files.get(exchange.getRequestURI().getPath());
        if (file == null || !exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(file == null ? 404 : 405, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", file.type);
        timeout.write(() -> {
            exchange.sendResponseHeaders(200, file.bytes.length);
            exchange.getResponseBody().write(file.bytes);
            exchange.close();
        });
    }
}
