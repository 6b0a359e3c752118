package io.datastorm.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Debian's Prometheus with our configuration, which scrapes one target and evaluates rules each second. */
public final class PrometheusServer implements AutoCloseable {
    private static final Path DELIVERED = Path.of("../deploy/prometheus");
    private static final String TARGET = "127.0.0.1:9464";
    private static final long LOOK_NANOS = 100_000_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private final Process process;
    private final int port;

    /**
     * Starts it.
     *
     * @param directory for its files
     * @param target what it scrapes, host and port
     * @param rules the file of ours that has them
     */
    public PrometheusServer(Path directory, String target, String rules) throws IOException {
        this.log = directory.resolve("log");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                directory.resolve("prometheus.yml"),
                Files.readString(DELIVERED.resolve("prometheus.yml"))
                        .replace(TARGET, target)
                        .replace("- rules.yml", "- " + rules)
                        .replace("evaluation_interval: 5s", "evaluation_interval: 1s"));
        Files.copy(DELIVERED.resolve(rules), directory.resolve(rules));
        process = new ProcessBuilder(
                        "/usr/bin/prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--enable-feature=native-histograms")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** What it answers to a query. */
    public JsonNode answer(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    /** What it has at a path. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        URI asked = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        return new ObjectMapper()
                .readTree(client.send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString())
                        .body());
    }

    /** The first result of a query, as soon as there is one. */
    public JsonNode query(String expression) throws IOException, InterruptedException {
        while (true) {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            try {
                JsonNode answer = answer(expression);
                assertThat(answer.at("/status").asText()).as("%s", answer).isEqualTo("success");
                if (!answer.at("/data/result").isEmpty()) {
                    return answer.at("/data/result/0");
                }
            } catch (IOException e) {
                // It is not up yet.
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The value of a query, as soon as there is one. */
    public double value(String expression) throws IOException, InterruptedException {
        return query(expression).at("/value/1").asDouble();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
