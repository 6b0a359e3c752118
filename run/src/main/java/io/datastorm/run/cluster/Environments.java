package io.datastorm.run.cluster;

import io.datastorm.core.result.RunResult;
import io.datastorm.kafka.admin.ClusterFacts;
import io.datastorm.kafka.admin.TargetTopics;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Describes where a run takes place. */
public final class Environments {
    private Environments() {}

    /** Asks the cluster, this machine and this JVM. Partitions are those of all topics. */
    public static RunResult.Environment of(RunCluster cluster, List<TargetTopics> topics, Admin admin) {
        ClusterFacts facts = ClusterFacts.of(admin);
        return new RunResult.Environment(
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                facts.clusterId(),
                cluster.owned() ? BuildVersions.kafka() : facts.version(),
                facts.brokers(),
                topics.stream().mapToInt(TargetTopics::partitions).sum(),
                topics.stream().mapToInt(TargetTopics::replicationFactor).min().orElseThrow(),
                cluster.here());
    }
}
