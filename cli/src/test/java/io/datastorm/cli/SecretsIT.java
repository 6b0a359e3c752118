package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret that is given in every way in which one can be given, and is then looked for everywhere: on the screen, in
 * the result, the report and the journal, in temporary files, in the arguments of all processes.
 */
final class SecretsIT {
    private static final String CANARY = "kanarienvogel";
    private static final String WRONG = CANARY + "-wrong";
    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1)
                .with(Map.of(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.client.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_u=\"%s\";"
                                .formatted(CANARY))));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String login(String password) throws IOException {
        return file(password.equals(CANARY) ? "right.properties" : "wrong.properties", """
                        security.protocol=SASL_PLAINTEXT
                        sasl.mechanism=PLAIN
                        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
                          username="u" password="%s";
                        """.formatted(password))
                .toString();
    }

    /** Beside the files in which a user has written the secret there is none that holds it. */
    private static void requireNowhere(Path root, List<Path> ours) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!ours.contains(file)) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as("%s", file)
                            .doesNotContain(CANARY);
                }
            }
        }
    }

    private static void requireInNoArguments() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .forEach(process -> assertThat(arguments(process)).doesNotContain(CANARY));
        }
    }

    /** Empty if it has ended meanwhile. */
    private static String arguments(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private Cli run(Path out, String login, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "-b",
                cluster.bootstrapServers(),
                "--command-config",
                login(login),
                "--records",
                "1000",
                "--partitions",
                "2",
                "--out",
                out.toString()));
        arguments.addAll(List.of(more));
        Cli cli = Cli.run(arguments.toArray(String[]::new));
        assertThat(cli.out() + cli.err()).doesNotContain(CANARY);
        return cli;
    }

    /** A registry that refuses says why in its own words, and our message repeats them. */
    @Test
    void theSecretOfARegistryIsInNoMessage() throws IOException {
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            String sent = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] answer = "{\"message\": \"not with token %s, nor %s\"}"
                    .formatted(CANARY, sent)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        registry.start();
        try {
            Path properties = file("registry.properties", "bearer.auth.token=" + CANARY + "\n");
            Cli refused = Cli.run(
                    "run",
                    "--command-config",
                    properties.toString(),
                    "--format",
                    "avro-registry",
                    "--schema-registry",
                    "http://127.0.0.1:" + registry.getAddress().getPort(),
                    "--out",
                    directory.resolve("unregistered").toString());
            assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(refused.err()).contains("refuses access (401)");
            assertThat(refused.out() + refused.err()).doesNotContain(CANARY);
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void aSecretIsNowhereButWhereTheUserHasPutIt() throws IOException {
        Path headers = file("headers", "authorization=Bearer " + CANARY + "\n");
        Path out = directory.resolve("out");
        for (String sender : List.of("producer", "direct")) {
            Cli done = run(
                    out.resolve(sender),
                    CANARY,
                    "--topic",
                    "t-" + sender,
                    "--sender",
                    sender,
                    "--verify",
                    "--header-file",
                    headers.toString(),
                    "--header",
                    "x-api-key=" + CANARY);
            assertThat(done.code()).as(done.out() + done.err()).isEqualTo(ExitCode.DONE);
        }
        Cli refused = run(out.resolve("refused"), WRONG, "--topic", "t-refused");
        assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.NO_ACCESS);
        Cli planned = run(out.resolve("dry"), CANARY, "--dry-run", "--header", "cookie=" + CANARY);
        assertThat(planned.code()).isEqualTo(ExitCode.DONE);
        Cli bad = run(
                out.resolve("bad"),
                CANARY,
                "--producer-property",
                "retry.backoff.ms=password=" + CANARY,
                "--linger",
                "Bearer " + CANARY);
        assertThat(bad.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bad.err()).contains("********");
        requireInNoArguments();
        requireNowhere(
                directory,
                List.of(headers, directory.resolve("right.properties"), directory.resolve("wrong.properties")));
    }
}
