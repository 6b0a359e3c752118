package io.datastorm.run.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Apicurio's registry, in memory, as a child JVM on loopback. */
final class LocalRegistry implements AutoCloseable {
    private static final Path UNPACKED = Path.of("target/registry");
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;

    private LocalRegistry(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it and returns when it answers; what it prints goes to a file in this directory. */
    static LocalRegistry start(Path directory) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                jar().toString()));
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("registry.log").toFile());
        LocalRegistry started =
                new LocalRegistry(builder.start(), URI.create("http://127.0.0.1:%d/apis".formatted(port)));
        started.await();
        return started;
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(UNPACKED)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await() throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("the registry did not start");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean ready() {
        try {
            return get("/subjects").equals("[]");
        } catch (IOException e) {
            return false;
        }
    }

    /** Of the interface that is Confluent's. */
    String url() {
        return address + "/ccompat/v7";
    }

    /** Of Apicurio's own interface. */
    String ownUrl() {
        return address + "/registry/v2";
    }

    /** What Confluent's interface answers. */
    String get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).GET());
    }

    /** Makes schemas of all subjects stay compatible with those before. */
    void requireCompatibility() throws IOException {
        send(HttpRequest.newBuilder(URI.create(url() + "/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}")));
    }

    private static String send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
