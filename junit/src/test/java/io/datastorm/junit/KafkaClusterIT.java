package io.datastorm.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunObserver;
import io.datastorm.run.RunPlan;
import java.time.Duration;
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

    /**
     * While records flow: the observer's thread does it. Not with the first of them: a broker that never heard of a
     * producer takes whichever of its batches comes first.
     */
    @Test
    void aTestLosesABrokerAndNoRecord(DataStorm storm, LocalCluster cluster) {
        RunPlan plan = RunPlan.produce("kept")
                .replicationFactor(2)
                .partitions(4)
                .acks("all")
                .rate(2_000)
                .duration(Duration.ofSeconds(8))
                .verify()
                .build();
        RunResult result = storm.run(plan, new RunObserver() {
            private boolean killed;

            @Override
            public void second(RunSecond second) {
                if (!killed) {
                    killed = true;
                    cluster.broker(2).kill();
                    cluster.restart(2);
                    cluster.awaitReady();
                }
            }
        });
        assertThat(result.verification().clean())
                .as(result.verification() + " " + result.totals())
                .isTrue();
        assertThat(result.totals().stored()).isGreaterThan(10_000);
        assertThat(cluster.brokers()).hasSize(2);
    }

    @Nested
    class Inside {
        @Test
        void nestedClassesShareIt(LocalCluster cluster) {
            assertThat(cluster).isSameAs(ofTheClass);
        }
    }
}
