package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.read.Planning.flags;
import static io.datastorm.core.workload.read.Planning.plan;
import static io.datastorm.core.workload.read.Planning.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several processes need to share a run. */
final class AgentRulesTest {
    @Test
    void agentsShareARun() {
        Workload workload = plan(flags("--agents 3", "--workers 2"));
        assertThat(workload.agents().orElseThrow().count()).isEqualTo(3);
        assertThat(workload.onlyStream().workersOfAll()).isEqualTo(6);
        assertThat(plan(flags("--agents 2")).onlyStream().sender().workers()).isEqualTo(2);
        assertThat(plan(flags("--agents 9")).onlyStream().sender().workers()).isEqualTo(1);
        assertThat(refusal("--agents 0")).contains("--agents: must be 1 to 4,096, got 0");
        assertThat(refusal("--agents 20", "--records 10")).contains("at most the number of records (10), got 20");
        assertThat(plan(flags("--agents 2", "--fault kill 1 @ 1s")).faults()).hasSize(1);
        assertThat(refusal("--agents 100", "--workers 50"))
                .contains("--workers: 100 agents of 50 workers are 5,000 workers; at most 2,048 have numbers");
        assertThat(refusal("--on external")).contains("--on: needs agents; add --agents N");
        assertThat(refusal("--control-bootstrap-server a:1")).contains("needs agents");
        assertThat(refusal("--agents 2", "--on external").lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("loopback; add --bootstrap-server"),
                        line -> assertThat(line).contains("add --name"));
        assertThat(refusal("--agents 2", "--header Authorization=Bearer hidden"))
                .contains("--header: 'Authorization' is a secret")
                .doesNotContain("hidden");
        assertThat(refusal("--agents 2", "--producer-property ssl.key.password=hidden"))
                .contains("--producer-property: 'ssl.key.password' is a secret")
                .doesNotContain("hidden");
        assertThat(refusal("--agents 2", "--on mars")).contains("must be local, external or connect=URL, got 'mars'");
    }

    @Test
    void connectHasAnAddress() {
        Workload workload = plan(flags("--agents 2", "--on connect=http://localhost:8083/"));
        Workload.Agents.Place place = workload.agents().orElseThrow().place();
        assertThat(place).isEqualTo(Workload.Agents.Place.connect(URI.create("http://localhost:8083")));
        for (String wrong : List.of("connect=", "connect=localhost:8083", "connect=ftp://x", "connect=http://a b")) {
            assertThat(refusal("--agents 2", "--on " + wrong)).contains("--on: connect= must be followed by the REST");
        }
        assertThat(refusal("--agents 2", "--on connect=http://me:hidden@localhost:8083"))
                .contains("DATASTORM_CONNECT_AUTH")
                .doesNotContain("hidden");
        assertThat(refusal("--agents 2", "--on Connect=http://me:hidden@localhost:8083"))
                .contains("********")
                .doesNotContain("hidden");
    }

    /** Its workers are on other machines. */
    @Test
    void connectReachesTheCluster() {
        String elsewhere = "--on connect=http://connect.example:8083";
        assertThat(refusal("--agents 2", elsewhere))
                .contains("not the local cluster of a run, which listens on loopback; add --bootstrap-server");
        assertThat(refusal("--agents 2", elsewhere, "--bootstrap-server 127.0.0.1:9092,localhost:9093"))
                .contains("not 127.0.0.1:9092,localhost:9093, which listens");
        assertThat(plan(flags("--agents 2", elsewhere, "--bootstrap-server kafka:9092,localhost:9093"))
                        .agents())
                .isPresent();
        assertThat(plan(flags("--agents 2", "--on connect=http://[::1]:8083")).agents())
                .isPresent();
    }

    /** Connect shows the settings of its connectors. */
    @Test
    void connectIsToldReferencesAndNoSecrets(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("client.properties");
        String[] flags = {"--agents 2", "--on connect=http://localhost:8083", "--command-config " + file};
        Files.writeString(file, """
                ssl.keystore.password=hidden
                sasl.jaas.config=org.example.Login required username="me" password="hidden";
                sasl.oauthbearer.token.endpoint.url=http://somewhere
                """);
        assertThat(refusal(flags).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("'sasl.jaas.config' holds a secret")
                                .contains("such as ${file:/etc/kafka/load.properties:key}, and")
                                .doesNotContain("hidden"),
                        line -> assertThat(line)
                                .contains("'ssl.keystore.password' holds a secret")
                                .doesNotContain("hidden"));
        Files.writeString(file, """
                ssl.keystore.password=${file:/secrets.properties:password}
                client.rack=${file:/secrets.properties:rack}
                sasl.jaas.config=org.example.Login required username="me" password="${env:PASSWORD}";
                """);
        assertThat(plan(flags(flags)).target().clientProperties()).hasSize(3);
        for (String held : List.of("$ecret99", "*ecret99", "${file:a:b}tail", "${literal")) {
            Files.writeString(file, "sasl.jaas.config=Login required tokenauth=\"true\" password=\"" + held + "\";");
            assertThat(refusal(flags)).as(held).contains("'sasl.jaas.config' holds a secret");
            Files.writeString(file, "ssl.key.password=" + held);
            assertThat(refusal(flags)).as(held).contains("'ssl.key.password' holds a secret");
        }
    }
}
