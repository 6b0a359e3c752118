package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real brokers tell of themselves. */
final class BrokerMetricsIT {
    @TempDir
    private Path directory;

    private JsonNode result() throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve("run").resolve("result.json").toFile());
    }

    @Test
    void brokersOfALocalClusterAreRead() throws IOException {
        Cli cli = Cli.run(
                "run",
                "--brokers",
                "2",
                "--replication-factor",
                "2",
                "--acks",
                "all",
                "--rate",
                "2k",
                "--warmup",
                "2s",
                "--duration",
                "4s",
                "--out",
                directory.resolve("run").toString());
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCode.DONE);
        JsonNode last = result().at("/intervals/3/brokers");
        assertThat(last.findValuesAsText("broker")).containsExactly("1", "2");
        for (JsonNode broker : last) {
            assertThat(broker.at("/requestHandlerIdle").asDouble()).isBetween(0.01, 1.0);
            assertThat(broker.at("/networkIdle").asDouble()).isBetween(0.01, 1.0);
            assertThat(broker.at("/produce/totalMillis").isNumber()).isTrue();
            assertThat(broker.at("/produce/remoteMillis").isNumber()).isTrue();
            assertThat(broker.at("/underReplicated").asInt()).isZero();
        }
        assertThat(cli.out()).contains("request handlers idle ", " ms to wait for followers");
        assertThat(Files.readString(directory.resolve("run").resolve("report.html")))
                .contains("Brokers, by their own metrics");
    }

    /** An endpoint tells what an exporter would; another one is not there. */
    @Test
    void brokersOfAnotherClusterAreReadOverHttp() throws IOException {
        HttpServer exporter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "127.0.0.1:" + exporter.getAddress().getPort();
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1))) {
            exporter.createContext("/metrics", exchange -> {
                byte[] text = Files.readAllBytes(cluster.broker(1).metrics());
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
            });
            exporter.start();
            Cli cli = Cli.run(
                    "run",
                    "-b",
                    cluster.bootstrapServers(),
                    "--topic",
                    "load",
                    "--broker-metrics",
                    "http://%s/metrics,http://127.0.0.1:1/metrics".formatted(address),
                    "--warmup",
                    "2s",
                    "--duration",
                    "4s",
                    "--out",
                    directory.resolve("run").toString());
            assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCode.DONE);
            assertThat(result().at("/intervals/3/brokers").findValuesAsText("broker"))
                    .containsExactly(address);
            assertThat(result().at("/validity/warnings").toString())
                    .contains("No metrics of the broker came from 127.0.0.1:1");
        } finally {
            exporter.stop(0);
        }
    }

    @Test
    void whatCannotBeReadIsSaid() {
        Cli local = Cli.run("run", "--broker-metrics", "http://kafka-1:9404/metrics");
        assertThat(local.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(local.err()).contains("--broker-metrics: is for a running cluster; add --bootstrap-server");
        Cli wrong = Cli.run("run", "-b", "127.0.0.1:1", "--broker-metrics", "kafka-1:9404");
        assertThat(wrong.err()).contains("--broker-metrics: must be a URL with http or https");
        Cli secret = Cli.run("run", "-b", "127.0.0.1:1", "--broker-metrics", "http://u:hidden@kafka-1:9404/metrics");
        assertThat(secret.err()).contains("must not have a password in it").doesNotContain("hidden");
    }
}
