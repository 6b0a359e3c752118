package io.datastorm.kafka.admin;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/**
 * What a cluster says of itself.
 *
 * @param clusterId Kafka's id
 * @param version the finalized metadata version: brokers do not tell their release
 * @param brokers how many are up
 */
public record ClusterFacts(String clusterId, String version, int brokers) {
    /** Asks the cluster. */
    public static ClusterFacts of(Admin admin) {
        try {
            DescribeClusterResult cluster = admin.describeCluster();
            return new ClusterFacts(
                    cluster.clusterId().get(),
                    metadataVersion(admin),
                    cluster.nodes().get().size());
        } catch (ExecutionException e) {
            throw new AccessException(
                    "the cluster did not describe itself: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted", e);
        }
    }

    private static String metadataVersion(Admin admin) throws InterruptedException {
        try {
            FinalizedVersionRange range = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get("metadata.version");
            return range == null ? "unknown" : "metadata.version " + range.maxVersionLevel();
        } catch (ExecutionException e) {
            // Brokers before 2.7 have no features.
            return "unknown";
        }
    }
}
