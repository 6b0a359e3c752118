package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application that ships, killed or not, and what is said of it while a run goes on and afterwards. */
final class RelayIT {
    private static LocalCluster cluster;

    private final List<CliProcess> relays = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @AfterEach
    void killRelays() {
        relays.forEach(CliProcess::kill);
    }

    private static void topics(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(Stream.of("from-" + name, "to-" + name)
                            .map(topic -> new NewTopic(topic, 4, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private CliProcess relay(String name, String guarantee, String process) throws IOException {
        CliProcess relay = CliProcess.start(
                directory,
                List.of(
                        "relay",
                        "-b",
                        cluster.bootstrapServers(),
                        "--from",
                        "from-" + name,
                        "--to",
                        "to-" + name,
                        "--guarantee",
                        guarantee,
                        "--process",
                        process));
        relays.add(relay);
        assertThat(relay.output().readLine())
                .isEqualTo("relays from-%1$s to to-%1$s (%2$s) until it is interrupted", name, guarantee);
        return relay;
    }

    private Cli run(String name, String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "run",
                                "-b",
                                cluster.bootstrapServers(),
                                "-t",
                                "from-" + name,
                                "--allow-existing=from-" + name,
                                "--workers=2",
                                "--verify",
                                "--through",
                                "to-" + name,
                                "--through-timeout=45s",
                                "--out",
                                out()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String out() {
        return directory.resolve("out").toString();
    }

    private JsonNode through() throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve("out/result.json").toFile())
                .at("/verification/through/0");
    }

    /** Also afterwards, from the journal. */
    @Test
    void whatIsRelayedOnceIsClean() throws Exception {
        topics("clean");
        CliProcess relay = relay("clean", "exactly-once", "0s");
        Cli run = run("clean", "--records=5000");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("through to-clean: CLEAN – 5,000 records of the run: each once, in order");
        relay.terminate();
        assertThat(relay.rest()).contains("5,000 records relayed");
        assertThat(relay.exitCode()).isZero();

        Cli verify = Cli.run("verify", "-b", cluster.bootstrapServers(), "--journal", out(), "--through", "to-clean");
        assertThat(verify.code()).as(verify.out() + verify.err()).isZero();
        assertThat(verify.out()).contains("through to-clean: CLEAN");

        // What the run itself has written would be its own proof.
        topics("other");
        Cli nothing = Cli.run("verify", "-b", cluster.bootstrapServers(), "--journal", out(), "--through", "to-other");
        assertThat(nothing.code()).isEqualTo(5);
        assertThat(nothing.out()).contains("5,000 lost in to-other");
        Cli missing = Cli.run("verify", "-b", cluster.bootstrapServers(), "--journal", out(), "--through", "not-there");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("--through: there is no topic 'not-there'");
    }

    /**
     * Two instances; one is killed, the other one takes over. The one that loses records gets more than it can process:
     * it is always in the midst of some.
     */
    @Tag("matrix")
    @ParameterizedTest
    @CsvSource({"exactly-once, 0s, 5000, CLEAN", "at-least-once, 0s, 5000, duplicated", "at-most-once, 3ms, 700, lost"})
    void aKilledInstanceKeepsWhatItPromises(String guarantee, String process, String rate, String expected)
            throws Exception {
        topics(guarantee);
        CliProcess one = relay(guarantee, guarantee, process);
        relay(guarantee, guarantee, process);
        Cli run = run(
                guarantee,
                "--rate=" + rate,
                "--duration=10s",
                "--fault-command=kill -9 %d @ 5s".formatted(one.process().pid()));
        JsonNode found = through();
        assertThat(found.at("/records").asLong()).as(run.out() + run.err()).isPositive();
        if (expected.equals("CLEAN")) {
            assertThat(run.code()).as(run.out()).isZero();
            assertThat(found.at("/verdict").asText()).isEqualTo("CLEAN");
        } else {
            assertThat(run.code()).as(run.out()).isEqualTo(5);
            assertThat(found.at("/" + expected).asLong()).as(run.out()).isPositive();
            String never = expected.equals("lost") ? "/duplicated" : "/lost";
            assertThat(found.at(never).asLong()).as(run.out()).isZero();
        }
        assertThat(found.at("/reordered").asLong()).isZero();
    }
}
