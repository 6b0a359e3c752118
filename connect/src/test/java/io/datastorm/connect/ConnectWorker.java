package io.datastorm.connect;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real worker of Kafka Connect in a JVM of its own, with DataStorm's plugin. */
record ConnectWorker(Process process, URI url, Path log) implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long AGAIN_MILLIS = 100;

    /** Starts it; its files lie in a directory of the test. */
    static ConnectWorker start(String bootstrapServers, Path directory) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path settings = Files.writeString(directory.resolve("worker-" + port + ".properties"), """
                bootstrap.servers=%s
                group.id=connect
                session.timeout.ms=6000
                heartbeat.interval.ms=1000
                config.storage.topic=connect-configs
                offset.storage.topic=connect-offsets
                status.storage.topic=connect-status
                config.storage.replication.factor=1
                offset.storage.replication.factor=1
                status.storage.replication.factor=1
                offset.storage.partitions=1
                status.storage.partitions=1
                key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                listeners=http://127.0.0.1:%d
                rest.advertised.host.name=127.0.0.1
                plugin.path=%s
                plugin.discovery=service_load
                """.formatted(
                        bootstrapServers, port, System.getProperty("datastorm.test.plugins")));
        Path log = directory.resolve("worker-" + port + ".log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("datastorm.test.worker.lib") + "/*" + File.pathSeparator
                                + System.getProperty("datastorm.test.classes"),
                        WorkerMain.class.getName(),
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ConnectWorker(process, URI.create("http://127.0.0.1:" + port), log);
    }

    /** Returns when it serves. */
    ConnectWorker awaitServing() throws InterruptedException {
        while (!ask("GET", "/connector-plugins").contains(AgentConnector.class.getName())) {
            if (!process.isAlive()) {
                throw new AssertionError("a worker of Kafka Connect has ended: " + log());
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        }
        return this;
    }

    /** What it answers; nothing if it does not. */
    String ask(String method, String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .method(method, BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.body();
        } catch (IOException e) {
            return "";
        }
    }

    String readLog() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a machine ends that loses its power. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
