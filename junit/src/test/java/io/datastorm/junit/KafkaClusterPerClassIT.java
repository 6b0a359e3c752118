package io.datastorm.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.LocalCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One instance for all tests: it is made before anything else. */
@KafkaCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaClusterPerClassIT {
    private final LocalCluster ofTheInstance;

    KafkaClusterPerClassIT(LocalCluster cluster) {
        this.ofTheInstance = cluster;
    }

    @Test
    void theConstructorHasTheClusterOfTheTests(LocalCluster cluster) {
        assertThat(cluster).isSameAs(ofTheInstance);
    }
}
