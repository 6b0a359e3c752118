package io.datastorm.core.workload;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where records go: plain strings, no client of Kafka.
 *
 * @param bootstrapServers a running cluster; empty: a local one, started for the run
 * @param brokers size of the local cluster
 * @param dataDirectory where the local cluster keeps its logs; empty: the temporary directory
 * @param topic its name
 * @param partitions of a topic that the run creates
 * @param replicationFactor of a topic that the run creates
 * @param allowExisting the name of a foreign non-empty topic that may be written to
 * @param otherWriters whether others write into the topic meanwhile
 * @param clientProperties properties for every client (TLS, SASL); may hold secrets
 */
public record Target(
        Optional<String> bootstrapServers,
        int brokers,
        Optional<Path> dataDirectory,
        String topic,
        int partitions,
        int replicationFactor,
        Optional<String> allowExisting,
        boolean otherWriters,
        Map<String, String> clientProperties) {
    /** Whether the run starts its own cluster. */
    public boolean local() {
        return bootstrapServers.isEmpty();
    }

    /** The same with other properties for clients. */
    public Target with(Map<String, String> properties) {
        return new Target(
                bootstrapServers,
                brokers,
                dataDirectory,
                topic,
                partitions,
                replicationFactor,
                allowExisting,
                otherWriters,
                Map.copyOf(properties));
    }

    @Override
    public String toString() {
        return "Target[" + bootstrapServers.orElse("local") + ", " + topic + "]";
    }
}
