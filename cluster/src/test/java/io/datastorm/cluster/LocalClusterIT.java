package io.datastorm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalClusterIT {
    @TempDir
    private Path directory;

    private ClusterPlan plan(int brokers) {
        return new ClusterPlan(brokers, directory, 32, Map.of());
    }

    @Test
    @Tag("matrix")
    void threeBrokersServeLoseOneAndTakeItBack() throws Exception {
        Path data;
        try (LocalCluster cluster = LocalCluster.start(plan(3));
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            data = cluster.directory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            admin.createTopics(List.of(new NewTopic("t", 6, (short) 3))).all().get();
            assertThat(admin.describeCluster().nodes().get()).hasSize(3);

            cluster.broker(2).kill();
            assertThat(cluster.broker(2).alive()).isFalse();
            assertThatThrownBy(() -> cluster.failIfDead(Set.of())).hasMessageContaining("broker 2 died");
            cluster.restart(2);
            cluster.awaitReady();
            assertThat(admin.describeCluster().nodes().get()).hasSize(3);

            cluster.broker(3).pause();
            assertThat(cluster.broker(3).paused()).isTrue();
            cluster.broker(3).resume();
            assertThat(cluster.broker(3).paused()).isFalse();
            assertThat(cluster.broker(1).cpu()).isPositive();
        }
        assertThat(data).doesNotExist();
    }

    /** The hardest death: nobody gets to clean up, except the brokers themselves. */
    @Test
    void brokersAndTheirDirectoriesGoWithAKilledParent() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddatastorm.broker.lib=" + System.getProperty(BrokerJars.PROPERTY),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterParent.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
        ProcessHandle broker = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
        int port = Integer.parseInt(out.readLine());
        parent.destroyForcibly();
        broker.onExit().get(30, TimeUnit.SECONDS);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
        // The port is free again.
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void aBrokerThatCannotStartTellsWhy() {
        assertThatThrownBy(() -> LocalCluster.start(plan(1).with(Map.of("log.segment.bytes", "nonsense"))))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("broker 1 died")
                .hasMessageContaining("log.segment.bytes");
        assertThat(directory.toFile().list()).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsAClearError() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        ClusterPlan plan = new ClusterPlan(1, file, 1, Map.of());
        assertThatThrownBy(() -> LocalCluster.start(plan))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("could not be started under");
    }
}
