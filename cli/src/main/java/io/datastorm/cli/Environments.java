package io.datastorm.cli;

import io.datastorm.core.measure.RunResult;
import io.datastorm.kafka.admin.ClusterFacts;
import io.datastorm.kafka.admin.TargetTopic;
import org.apache.kafka.clients.admin.Admin;

/** Describes where a run takes place. */
final class Environments {
    private Environments() {}

    static RunResult.Environment of(RunCluster cluster, TargetTopic topic, Admin admin) {
        ClusterFacts facts = ClusterFacts.of(admin);
        return new RunResult.Environment(
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                facts.clusterId(),
                cluster.owned() ? Version.text("kafka") : facts.version(),
                facts.brokers(),
                topic.partitions(),
                topic.replicationFactor(),
                cluster.here());
    }
}
