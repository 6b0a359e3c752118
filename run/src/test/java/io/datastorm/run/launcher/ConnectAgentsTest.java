package io.datastorm.run.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.run.cluster.BuildVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a Connect cluster that cannot run agents; {@code ConnectIT} has a real one. */
final class ConnectAgentsTest {
    @TempDir
    private Path state;

    private HttpServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        port = server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(String path, int code, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(code, bytes.length);
                exchange.getResponseBody().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void connect(String version, String plugin) {
        answers("/", 200, "{\"version\":\"%s\",\"kafka_cluster_id\":\"x\"}".formatted(version));
        answers(
                "/connector-plugins",
                200,
                "[{\"class\":\"org.example.Other\",\"version\":\"1\"},{\"class\":\"%s\",\"version\":\"%s\"}]"
                        .formatted(ConnectorSettings.CONNECTOR, plugin));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void require(boolean direct) {
        new ConnectAgents(url(), Map.of(), new ConnectorLedger(state)).require(direct);
    }

    private void refused(boolean direct, String... words) {
        assertThatThrownBy(() -> require(direct))
                .isInstanceOf(AccessException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aClusterWithThePluginCanRunAgents() {
        connect(BuildVersions.kafka(), BuildVersions.datastorm());
        assertThatCode(() -> require(true)).doesNotThrowAnyException();
    }

    @Test
    void nobodyAnswers() {
        server.stop(0);
        refused(false, "no answer from Kafka Connect at " + url());
    }

    @Test
    void somethingElseAnswers() {
        answers("/", 200, "<html>");
        refused(false, "is not the REST address of a Kafka Connect worker");
    }

    @Test
    void anotherApiAnswers() {
        answers("/", 200, "{\"version\":\"4.3.1\"}");
        refused(false, "is not the REST address of a Kafka Connect worker");
    }

    @Test
    void aPasswordIsWanted() {
        answers("/", 401, "");
        refused(false, "refused access (HTTP 401)", "DATASTORM_CONNECT_AUTH");
    }

    @Test
    void thePluginIsMissing() {
        answers("/", 200, "{\"version\":\"4.3.1\",\"kafka_cluster_id\":\"x\"}");
        answers("/connector-plugins", 200, "[]");
        refused(false, "does not have DataStorm's plugin", "datastorm-connect-", "plugin.path");
    }

    @Test
    void thePluginIsOfAnotherVersion() {
        connect(BuildVersions.kafka(), "0.0.7");
        refused(false, "is version 0.0.7, this is " + BuildVersions.datastorm());
    }

    @Test
    void theWorkerIsTooOld() {
        connect("8.0.2-ccs", BuildVersions.datastorm());
        refused(false, "has Kafka's clients 4.0; agents need 4.1 or newer");
    }

    @Test
    void aVersionMustBeKnown() {
        connect("unknown", BuildVersions.datastorm());
        refused(false, "does not tell a version of Kafka: 'unknown'");
    }

    /** It uses classes of Kafka's clients that change. */
    @Test
    void theDirectSenderNeedsItsOwnClients() {
        connect("8.1.1-ce", BuildVersions.datastorm());
        assertThatCode(() -> require(false)).doesNotThrowAnyException();
        refused(true, "has Kafka's clients 4.1", "use --sender producer");
    }

    @Test
    void aRefusedConnectorIsExplained() {
        answers("/connectors/", 400, "{\"error_code\":400,\"message\":\"Invalid value\\nfor configuration\"}");
        ConnectAgents agents = new ConnectAgents(url(), Map.of(), new ConnectorLedger(state));
        assertThatThrownBy(() -> agents.start(new AgentLauncher.RunAddress("r", 1, "b:1")))
                .isInstanceOf(AccessException.class)
                .hasMessageContainingAll("HTTP 400", "Invalid value for configuration");
    }

    /** While its run lives, a connector is nobody's orphan. */
    @Test
    void aConnectorOfADeadProcessIsAnOrphan() throws IOException {
        ConnectorLedger ledger = new ConnectorLedger(state);
        ledger.add("datastorm-alive", url());
        assertThat(ledger.orphans()).isEmpty();
        Path file = state.resolve("connectors").resolve("datastorm-alive");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), "another-host", lines.get(2), "2001-01-01T00:00:00Z"));
        assertThat(ledger.orphans()).as("of another machine").isEmpty();
        Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(2), "2001-01-01T00:00:00Z"));
        assertThat(ledger.orphans()).containsExactly(new ConnectorLedger.Orphan("datastorm-alive", url()));
        answers("/connectors/", 204, "");
        ledger.remove(ledger.orphans().get(0));
        assertThat(ledger.orphans()).isEmpty();
    }
}
