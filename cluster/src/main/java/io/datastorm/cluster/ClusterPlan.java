package io.datastorm.cluster;

import io.datastorm.cluster.network.LinkPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a local cluster shall be.
 *
 * @param brokers number of brokers, 1 to 8
 * @param dataDirectory an existing or new directory under which the cluster makes its private one
 * @param partitionReplicas how many partition replicas the disk must hold in all: the retention by size follows from it
 * @param brokerProperties settings for every broker's {@code server.properties}, over our own; {@code {client}},
 *     {@code {internal}} and {@code {controller}} stand for that broker's ports
 * @param links of each broker, in a network namespace of its own; empty: all brokers listen on loopback
 */
public record ClusterPlan(
        int brokers,
        Path dataDirectory,
        int partitionReplicas,
        Map<String, String> brokerProperties,
        Optional<LinkPlan> links) {
    /** The largest local cluster. */
    public static final int MAX_BROKERS = 8;

    public ClusterPlan {
        if (brokers < 1 || brokers > MAX_BROKERS) {
            throw new IllegalArgumentException("brokers: must be 1 to 8, got " + brokers);
        }
        brokerProperties = Map.copyOf(brokerProperties);
    }

    /** A cluster on loopback. */
    public ClusterPlan(int brokers, Path dataDirectory, int partitionReplicas, Map<String, String> brokerProperties) {
        this(brokers, dataDirectory, partitionReplicas, brokerProperties, Optional.empty());
    }

    /** A cluster of this size in the system's temporary directory, for about 32 partitions a broker. */
    public static ClusterPlan of(int brokers) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new ClusterPlan(brokers, temporary, 32 * brokers, Map.of(), Optional.empty());
    }

    /** The same cluster with more broker settings. */
    public ClusterPlan with(Map<String, String> properties) {
        return new ClusterPlan(brokers, dataDirectory, partitionReplicas, properties, links);
    }

    /** The same cluster with a network namespace for each broker. */
    public ClusterPlan with(LinkPlan each) {
        return new ClusterPlan(brokers, dataDirectory, partitionReplicas, brokerProperties, Optional.of(each));
    }
}
