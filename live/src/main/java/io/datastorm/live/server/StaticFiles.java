package io.datastorm.live.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The files of a page, which are in the jars. No other path leads anywhere. Immutable. */
public final class StaticFiles implements HttpHandler {
    private final Map<String, Content> files;
    private final WriteTimeout timeout;

    /**
     * These files.
     *
     * @param files by their paths, which begin with a slash
     */
    public StaticFiles(Map<String, Content> files, WriteTimeout timeout) {
        this.files = Map.copyOf(files);
        this.timeout = timeout;
    }

    /** A file and what it is. */
    public static final class Content {
        private final byte[] bytes;
        private final String type;

        private Content(String text, String type) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
            this.type = type + "; charset=utf-8";
        }

        /** A page that stands beside a class. */
        public static Content page(Class<?> beside, String name) {
            return new Content(text(beside, name), "text/html");
        }

        /** A script that stands beside a class. */
        public static Content script(Class<?> beside, String name) {
            return script(text(beside, name));
        }

        /** A script. */
        public static Content script(String text) {
            return new Content(text, "text/javascript");
        }

        /** A style that stands beside a class. */
        public static Content style(Class<?> beside, String name) {
            return style(text(beside, name));
        }

        /** A style. */
        public static Content style(String text) {
            return new Content(text, "text/css");
        }

        private static String text(Class<?> beside, String name) {
            try (InputStream in = beside.getResourceAsStream(name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
