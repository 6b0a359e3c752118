package io.datastorm.run.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS and SASL/SCRAM on a real broker, with both senders. */
final class SecurityIT {
    private static final String PLAIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"a\"%s;";
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"loader\" password=\"%s\";";
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static LocalCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Path keys = directory.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keys.toString());
        Path certificate = directory.resolve("broker.crt");
        keytool("-exportcert", "-alias", "broker", "-file", certificate.toString(), "-keystore", keys.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-file",
                certificate.toString(),
                "-keystore",
                directory.resolve("trust.p12").toString());
        cluster = LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN,SCRAM-SHA-512",
                        "listener.name.client.plain.sasl.jaas.config",
                        PLAIN.formatted(" user_admin=\"a\""),
                        "listener.name.client.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                        "ssl.keystore.location",
                        keys.toString(),
                        "ssl.keystore.password",
                        STORE_PASSWORD)));
        password("right");
    }

    /** From now on the user has this password; connections that are open stay so. */
    private static void password(String password) throws Exception {
        try (Admin admin = ClusterAccess.connect(cluster.bootstrapServers(), client("PLAIN", PLAIN.formatted("")))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "loader", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Path log = directory.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as("%s", Files.readString(log)).isZero();
    }

    private static Map<String, String> client(String mechanism, String login) {
        Map<String, String> client = new HashMap<>();
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", mechanism);
        client.put("sasl.jaas.config", login);
        client.put("ssl.truststore.location", directory.resolve("trust.p12").toString());
        client.put("ssl.truststore.password", STORE_PASSWORD);
        return client;
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void recordsArriveOverTlsAndScram(Kind kind) throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-tls");
        settings.put(LoadOptions.RECORDS, "50k");
        settings.put(SenderOptions.ACKS, "all");
        Map<String, String> login = client("SCRAM-SHA-512", SCRAM.formatted("right"));
        SenderHarness harness = SenderHarness.prepare(cluster.bootstrapServers(), settings, login)
                .run()
                .everyRecordHasAnOutcome();
        assertThat(harness.acknowledged()).isEqualTo(50_000);
        assertThat(harness.readBack().stream().mapToLong(List::size).sum()).isEqualTo(50_000);
    }

    /**
     * As when a broker starts before its credentials are loaded: the login is refused for a moment, and the run goes
     * on. The official producer fails the few records that it is handed while it looks for metadata in that moment.
     */
    @Tag("matrix")
    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aLoginThatIsRefusedForAMomentEndsNoRun(Kind kind) throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-moment");
        settings.put(LoadOptions.RATE, "2k");
        settings.put(LoadOptions.DURATION, "1h");
        settings.put(SenderOptions.ACKS, "all");
        Map<String, String> login = client("SCRAM-SHA-512", SCRAM.formatted("right"));
        SenderHarness harness = SenderHarness.prepare(cluster.bootstrapServers(), settings, login);
        harness.runWhile(4_000, () -> {
            change("another");
            cluster.restart(1);
            cluster.awaitReady();
            change("right");
            harness.awaitAcknowledged(4_000);
            harness.enough();
        });
        harness.everyRecordHasAnOutcome();
        assertThat(harness.failed() + harness.unresolved())
                .as("%s", harness.troubles())
                .isBetween(0L, kind.direct() ? 0L : 100L);
    }

    private static void change(String password) {
        try {
            password(password);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("io.datastorm.run.sender.SenderHarness#kinds")
    void aWrongPasswordIsRefusedBeforeTheFirstRecord(Kind kind) {
        Map<Option<?>, String> settings = SenderHarness.settings(kind, "t-wrong");
        Map<String, String> login = client("SCRAM-SHA-512", SCRAM.formatted("not-the-password"));
        assertThatThrownBy(() -> SenderHarness.unprepared(cluster.bootstrapServers(), settings, login)
                        .run())
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("Authentication failed")
                .hasMessageNotContaining("not-the-password");
    }
}
