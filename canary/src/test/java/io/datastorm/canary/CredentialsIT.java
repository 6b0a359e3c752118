package io.datastorm.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.producer.ProducerRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password is replaced while a canary runs. */
final class CredentialsIT {
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    @TempDir
    private Path directory;

    private LocalCluster cluster;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        cluster = LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.client.plain.sasl.jaas.config",
                        LOGIN + " user_old=\"first-secret\" user_new=\"second-secret\";")));
        file = directory.resolve("client.properties");
        login("old", "first-secret");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void login(String user, String password) throws IOException {
        Files.writeString(file, """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s username="%s" password="%s";
                """.formatted(LOGIN, user, password));
    }

    private Map<String, Object> settings() {
        return ClusterAccess.properties(
                cluster.bootstrapServers(),
                ClientConfigFile.require(file, new ProducerRules()).properties());
    }

    @Test
    void theNewOneIsUsedAndOneThatIsRefusedIsTold() throws Exception {
        try (RunningCanary running =
                new RunningCanary(cluster.bootstrapServers(), "canary", this::settings, Optional.of(file))) {
            running.awaitGood(20);
            login("new", "second-secret");
            running.awaitEvent("a file with client settings has changed");
            running.awaitGood(100);
            assertThat(running.canary().totals().failed())
                    .as("%s", running.canary().totals())
                    .isZero();
            login("new", "wrong-secret");
            running.awaitEvent("Authentication failed");
            running.awaitEvent("records are not ");
            login("new", "second-secret");
            running.awaitEvent("works again");
            running.awaitGood(100);
            assertThat(running.canary().status().events())
                    .noneMatch(event -> event.text().contains("secret"));
        }
    }
}
