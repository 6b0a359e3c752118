package io.datastorm.run.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.kafka.admin.AccessException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The part of Kafka Connect's REST API that a run needs. Thread-safe. */
final class ConnectApi {
    /** {@code USER:PASSWORD}, if the API asks for it. */
    private static final String AUTH = "DATASTORM_CONNECT_AUTH";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A worker may hold a change back while the cluster rebalances, for 90 s at most. */
    private static final Duration CHANGE = Duration.ofSeconds(95);

    private static final long AGAIN_MILLIS = 500;
    private static final int MOST_OF_A_MESSAGE = 300;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final Optional<String> auth;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Of the worker at this address; the other workers are reached through it. */
    ConnectApi(URI url) {
        this.url = url;
        this.auth = Optional.ofNullable(System.getenv(AUTH))
                .map(said -> "Basic " + Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8)));
    }

    /** The version of Kafka that the worker is of. */
    String version() {
        JsonNode root = json(ask("GET", "/", BodyPublishers.noBody()));
        if (!root.path("version").isTextual() || !root.path("kafka_cluster_id").isTextual()) {
            throw notConnect(null);
        }
        return root.get("version").asText();
    }

    /** The version of a connector's plugin; empty if the worker does not have it. */
    Optional<String> plugin(String connector) {
        for (JsonNode plugin : json(ask("GET", "/connector-plugins", BodyPublishers.noBody()))) {
            if (plugin.path("class").asText().equals(connector)) {
                return Optional.of(plugin.path("version").asText());
            }
        }
        return Optional.empty();
    }

    /** Makes a connector, or changes it. */
    void put(String name, Map<String, String> settings) {
        String body = JSON.valueToTree(settings).toString();
        HttpResponse<String> answer =
                patiently("PUT", "/connectors/" + name + "/config", BodyPublishers.ofString(body), deadline(CHANGE));
        if (answer.statusCode() < OK || answer.statusCode() >= MULTIPLE_CHOICES) {
            throw refused("does not take the connector", answer);
        }
    }

    /** The state of a connector and of its tasks, as the API tells it; empty if there is no such connector. */
    Optional<JsonNode> status(String name) {
        HttpResponse<String> answer = ask("GET", "/connectors/" + name + "/status", BodyPublishers.noBody());
        return answer.statusCode() == OK ? Optional.of(json(answer)) : Optional.empty();
    }

    /** Removes a connector, if there is one; gives up at a time. */
    void delete(String name, long deadlineNanos) {
        HttpResponse<String> answer =
                patiently("DELETE", "/connectors/" + name, BodyPublishers.noBody(), deadlineNanos);
        if (answer.statusCode() >= MULTIPLE_CHOICES && answer.statusCode() != HttpURLConnection.HTTP_NOT_FOUND) {
            throw refused("does not remove the connector", answer);
        }
    }

    static long deadline(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }

    /** Asks again while the cluster rebalances, or its leader is gone. */
    private HttpResponse<String> patiently(String method, String path, BodyPublisher body, long deadlineNanos) {
        HttpResponse<String> answer = ask(method, path, body, left(deadlineNanos));
        while (notNow(answer.statusCode()) && System.nanoTime() < deadlineNanos) {
            pause();
            answer = ask(method, path, body, left(deadlineNanos));
        }
        return answer;
    }

    private static Duration left(long deadlineNanos) {
        return Duration.ofNanos(Math.max(Duration.ofSeconds(1).toNanos(), deadlineNanos - System.nanoTime()));
    }

    private static boolean notNow(int code) {
        return code == HttpURLConnection.HTTP_CONFLICT || code >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted while Kafka Connect at " + url + " rebalances", e);
        }
    }

    private HttpResponse<String> ask(String method, String path, BodyPublisher body) {
        return ask(method, path, body, PATIENCE);
    }

    private HttpResponse<String> ask(String method, String path, BodyPublisher body, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(patience)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body);
        auth.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            requireAllowed(answer);
            return answer;
        } catch (IOException e) {
            throw new AccessException(
                    "no answer from Kafka Connect at %s (%s): check the address, and that the worker runs"
                            .formatted(url, reason(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted while asking Kafka Connect at " + url, e);
        }
    }

    private static String reason(IOException trouble) {
        if (trouble.getMessage() != null) {
            return trouble.getMessage();
        }
        return trouble instanceof ConnectException
                ? "connection refused"
                : trouble.getClass().getSimpleName();
    }

    private void requireAllowed(HttpResponse<String> answer) {
        int code = answer.statusCode();
        if (code == HttpURLConnection.HTTP_UNAUTHORIZED || code == HttpURLConnection.HTTP_FORBIDDEN) {
            throw new AccessException(
                    "Kafka Connect at %s refused access (HTTP %d): set USER:PASSWORD in the environment variable %s"
                            .formatted(url, code, AUTH),
                    null);
        }
    }

    private JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw notConnect(e);
        }
    }

    private AccessException notConnect(Exception cause) {
        return new AccessException(
                "%s is not the REST address of a Kafka Connect worker: something else answers there".formatted(url),
                cause);
    }

    private AccessException refused(String what, HttpResponse<String> answer) {
        return new AccessException(
                "Kafka Connect at %s %s (HTTP %d): %s".formatted(url, what, answer.statusCode(), message(answer)),
                null);
    }

    private static String message(HttpResponse<String> answer) {
        String text = answer.body();
        try {
            text = JSON.readTree(answer.body()).path("message").asText(text);
        } catch (IOException e) {
            // It is shown as it is.
            text = answer.body();
        }
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > MOST_OF_A_MESSAGE ? line.substring(0, MOST_OF_A_MESSAGE) + " …" : line;
    }
}
