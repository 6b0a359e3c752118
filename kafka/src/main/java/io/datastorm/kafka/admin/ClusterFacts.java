package io.datastorm.kafka.admin;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;

/**
 * What a cluster says of itself.
 *
 * @param clusterId Kafka's id
 * @param version the finalized metadata version: brokers do not tell their release
 * @param brokerIds of the brokers that are up
 * @param eligibleLeaderReplicas whether consumers see no further record while too few replicas are in sync (KIP-966)
 */
public record ClusterFacts(String clusterId, String version, Set<Integer> brokerIds, boolean eligibleLeaderReplicas) {
    private static final String ELIGIBLE_LEADER_REPLICAS = "eligible.leader.replicas.version";

    /** Asks the cluster. */
    public static ClusterFacts of(Admin admin) {
        try {
            DescribeClusterResult cluster = admin.describeCluster();
            Map<String, FinalizedVersionRange> features = features(admin);
            FinalizedVersionRange metadata = features.get("metadata.version");
            return new ClusterFacts(
                    cluster.clusterId().get(),
                    metadata == null ? "unknown" : "metadata.version " + metadata.maxVersionLevel(),
                    cluster.nodes().get().stream().map(Node::id).collect(Collectors.toSet()),
                    features.containsKey(ELIGIBLE_LEADER_REPLICAS));
        } catch (ExecutionException e) {
            throw new AccessException(
                    "the cluster did not describe itself: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted", e);
        }
    }

    private static Map<String, FinalizedVersionRange> features(Admin admin) throws InterruptedException {
        try {
            return admin.describeFeatures().featureMetadata().get().finalizedFeatures();
        } catch (ExecutionException e) {
            // Brokers before 2.7 have no features.
            return Map.of();
        }
    }

    /** How many brokers are up. */
    public int brokers() {
        return brokerIds.size();
    }
}
