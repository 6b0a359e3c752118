package io.datastorm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptClusterIT {
    @TempDir
    private Path directory;

    private Path state() {
        return directory.resolve("state/cluster.properties");
    }

    @AfterEach
    void nothingStays() {
        KeptCluster.open(state()).ifPresent(KeptCluster::stop);
    }

    private KeptCluster start() {
        return KeptCluster.start(new ClusterPlan(1, directory.resolve("data"), 32, Map.of()), state());
    }

    @Tag("matrix")
    @Test
    void staysForLaterCommandsAndGoesWhenStopped() throws Exception {
        start();
        KeptCluster cluster = KeptCluster.open(state()).orElseThrow();
        assertThatThrownBy(this::start).hasMessageContaining("already running at " + cluster.bootstrapServers());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS))
                    .hasSize(1);
            cluster.broker(1).orElseThrow().kill();
            assertThat(cluster.broker(1)).isEmpty();
            cluster.restart(1);
            assertThat(admin.describeCluster().nodes().get(60, TimeUnit.SECONDS))
                    .hasSize(1);
        }
        KeptCluster.open(state()).orElseThrow().stop();
        assertThat(state()).doesNotExist();
        assertThat(cluster.directory()).doesNotExist();
    }

    /** A process id that another process has by now must never be touched. */
    @Test
    void aStaleStateTouchesNobody() throws Exception {
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            start().broker(1).orElseThrow().kill();
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(state())) {
                properties.load(in);
            }
            properties.setProperty("broker.1.pid", Long.toString(bystander.pid()));
            try (OutputStream out = Files.newOutputStream(state())) {
                properties.store(out, null);
            }
            KeptCluster stale = KeptCluster.open(state()).orElseThrow();
            assertThat(stale.broker(1)).isEmpty();
            stale.stop();
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void aDamagedStateIsAClearError() throws Exception {
        Files.createDirectories(state().getParent());
        Files.writeString(state(), "brokers=x\n");
        assertThatThrownBy(() -> KeptCluster.open(state())).hasMessageContaining("is damaged");
        Files.delete(state());
    }
}
