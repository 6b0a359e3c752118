package io.datastorm.live.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers to one path with a JSON document, made anew for each request. As thread-safe as what makes it. */
public final class JsonAnswer implements HttpHandler {
    private static final String TYPE = "application/json; charset=utf-8";

    private final Document document;
    private final WriteTimeout timeout;

    /** Makes the text of a document. */
    public interface Document {
        String text() throws IOException;
    }

    /** With this document. */
    public JsonAnswer(Document document, WriteTimeout timeout) {
        this.document = document;
        this.timeout = timeout;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        boolean here = exchange.getRequestURI()
                .getPath()
                .equals(exchange.getHttpContext().getPath());
        if (!here || !exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(here ? 405 : 404, -1);
            exchange.close();
            return;
        }
        byte[] bytes = document.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        timeout.write(() -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
