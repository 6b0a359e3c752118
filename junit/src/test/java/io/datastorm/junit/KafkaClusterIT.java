package io.datastorm.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.measure.RunResult;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@KafkaCluster(brokers = 2, settings = "log.segment.bytes=2097152")
final class KafkaClusterIT {
    private final LocalCluster ofTheClass;

    KafkaClusterIT(LocalCluster cluster) {
        this.ofTheClass = cluster;
    }

    @Test
    void allTestsShareOneClusterAsItWasAskedFor(LocalCluster cluster) throws Exception {
        assertThat(cluster).isSameAs(ofTheClass);
        assertThat(cluster.brokers()).hasSize(2);
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            assertThat(admin.describeConfigs(java.util.List.of(broker))
                            .values()
                            .get(broker)
                            .get()
                            .get("log.segment.bytes")
                            .value())
                    .isEqualTo("2097152");
        }
    }

    @Test
    void aTestLosesABrokerAndNoRecord(DataStorm storm, LocalCluster cluster) {
        RunPlan plan = RunPlan.produce("kept")
                .replicationFactor(2)
                .acks("all")
                .records(20_000)
                .verify()
                .build();
        RunResult result = storm.run(plan);
        assertThat(result.verification().clean()).isTrue();
        cluster.broker(2).kill();
        cluster.restart(2);
        cluster.awaitReady();
        assertThat(storm.run(plan).verification().clean()).isTrue();
    }

    @Nested
    class Inside {
        @Test
        void nestedClassesShareIt(LocalCluster cluster) {
            assertThat(cluster).isSameAs(ofTheClass);
        }
    }
}
