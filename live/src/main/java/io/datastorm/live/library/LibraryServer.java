package io.datastorm.live.library;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.datastorm.core.report.HtmlReporter;
import io.datastorm.core.report.page.ChartJson;
import io.datastorm.core.report.run.RunComparison;
import io.datastorm.core.report.text.ShortNumbers;
import io.datastorm.core.result.RunResult;
import io.datastorm.live.server.JsonAnswer;
import io.datastorm.live.server.LocalServer;
import io.datastorm.live.server.PageFiles;
import io.datastorm.live.server.StaticFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Stored results in a browser. A report is shown in a sandbox of its own: what stands in a directory may come from
 * somebody else. Thread-safe.
 */
public final class LibraryServer implements AutoCloseable {
    private static final int THREADS = 8;
    /** More lines cannot be told apart. */
    private static final int MOST_COMPARED = 8;

    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; charset=utf-8";
    private static final String NO_RESULT = "There is no such result, or this version of DataStorm cannot read it.";
    private static final String HTML_TYPE = "text/html; charset=utf-8";
    private static final String SANDBOX = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
            + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "sandbox allow-scripts allow-downloads";
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(ShortNumbers.module());
    private final ResultLibrary library;
    private final LocalServer server;
    private final HtmlReporter reporter = new HtmlReporter();

    /**
     * Opens it.
     *
     * @param listen where it listens; port 0 is any that is free
     * @throws IOException if it cannot listen there
     */
    public LibraryServer(InetSocketAddress listen, ResultLibrary library) throws IOException {
        this.library = library;
        this.server = new LocalServer(listen, THREADS);
        server.serve("/", new StaticFiles(PageFiles.of(LibraryServer.class, "library"), server.timeout()));
        server.serve("/results", new JsonAnswer(this::results, server.timeout()));
        serve("/compare", "GET", this::compare);
        serve("/report", "GET", this::report);
        serve("/delete", "POST", this::delete);
        server.start();
    }

    /** Answers a request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, String method, Answer answer) {
        server.serve(path, exchange -> {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                status(exchange, 404);
            } else if (!exchange.getRequestMethod().equals(method)) {
                status(exchange, 405);
            } else {
                answer.to(exchange);
            }
        });
    }

    private String results() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "root",
                library.root().getFileName() == null
                        ? "/"
                        : library.root().getFileName().toString());
        all.put("mostCompared", MOST_COMPARED);
        all.put("results", library.entries());
        return JSON.writeValueAsString(all);
    }

    private void compare(HttpExchange exchange) throws IOException {
        List<RunResult> runs = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids(exchange).stream().limit(MOST_COMPARED).toList()) {
            library.run(id).ifPresentOrElse(runs::add, () -> missing.add(id));
        }
        String charts =
                RunComparison.charts(runs).stream().map(ChartJson::of).collect(Collectors.joining(",", "[", "]"));
        json(exchange, "{\"charts\":%s,\"missing\":%s}".formatted(charts, JSON.writeValueAsString(missing)));
    }

    private void report(HttpExchange exchange) throws IOException {
        String id = ids(exchange).stream().findFirst().orElse("");
        Optional<RunResult> run = library.run(id);
        Optional<Path> experiment = library.experiment(id);
        if (run.isEmpty() && experiment.isEmpty()) {
            send(exchange, 404, TEXT_TYPE, NO_RESULT.getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", SANDBOX);
        if (run.isPresent()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            reporter.write(run.get(), bytes);
            send(exchange, HTML_TYPE, bytes.toByteArray());
        } else {
            send(exchange, HTML_TYPE, Files.readAllBytes(experiment.get()));
        }
    }

    private void delete(HttpExchange exchange) throws IOException {
        List<String> ids = ids(exchange);
        Optional<String> stays = ids.size() == 1 ? library.delete(ids.get(0)) : Optional.of("name one result");
        if (stays.isEmpty()) {
            status(exchange, 204);
        } else {
            send(exchange, 409, TEXT_TYPE, stays.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> ids(HttpExchange exchange) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith("id="))
                .map(pair -> decoded(pair.substring("id=".length())))
                .toList();
    }

    /** Something that is not well-formed names nothing. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void json(HttpExchange exchange, String text) throws IOException {
        send(exchange, JSON_TYPE, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
        send(exchange, 200, type, bytes);
    }

    private void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        server.timeout().write(() -> {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Whether other machines can reach it. */
    public boolean reachable() {
        return server.reachable();
    }

    /** What to open in a browser. Who has it can read the results, and delete them. */
    public String link() {
        return server.link();
    }

    @Override
    public void close() {
        server.close();
    }
}
