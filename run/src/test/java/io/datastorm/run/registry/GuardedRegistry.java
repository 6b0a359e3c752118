package io.datastorm.run.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What stands before a registry in production: asks who one is, and passes requests on. */
final class GuardedRegistry implements AutoCloseable {
    private final HttpServer server;
    private final URI registry;
    private final String authorization;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();

    private GuardedRegistry(HttpServer server, String registry, String authorization) {
        this.server = server;
        this.registry = URI.create(registry);
        this.authorization = authorization;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Wants this header. */
    static GuardedRegistry of(LocalRegistry registry, String authorization) throws IOException {
        return new GuardedRegistry(HttpServer.create(loopback(), 0), registry.url(), authorization);
    }

    /** Wants this header, over TLS with this key. */
    static GuardedRegistry of(LocalRegistry registry, String authorization, Path keys, String password)
            throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, password.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new GuardedRegistry(server, registry.url(), authorization);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return "%s://127.0.0.1:%d".formatted(scheme, server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                HttpResponse<byte[]> answer = pass(exchange, body);
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } else {
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registry + exchange.getRequestURI().getRawPath()))
                .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
