package io.datastorm.core.workload;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that a run goes to: plain strings, no client of Kafka.
 *
 * @param bootstrapServers a running cluster; empty: a local one, started for the run
 * @param brokers size of the local cluster
 * @param dataDirectory where the local cluster keeps its logs; empty: the temporary directory
 * @param network what joins the brokers of the local cluster; empty: loopback
 * @param registry of schemas; empty if there is none
 * @param brokerMetrics where its brokers tell their metrics in Prometheus's format; empty: not known
 * @param clientProperties properties for every client (TLS, SASL); may hold secrets
 */
public record Target(
        Optional<String> bootstrapServers,
        int brokers,
        Optional<Path> dataDirectory,
        Optional<Network> network,
        Optional<Registry> registry,
        List<URI> brokerMetrics,
        Map<String, String> clientProperties) {
    /**
     * A schema registry with Confluent's REST interface.
     *
     * @param urls of its instances
     * @param properties for access to it (basic authentication, token, TLS); may hold secrets
     */
    public record Registry(List<URI> urls, Map<String, String> properties) {
        @Override
        public String toString() {
            return urls.toString();
        }
    }

    /**
     * A network namespace for each broker, and for each agent of this machine, with a link of its own.
     *
     * @param bitsPerSecond of each link in each direction; empty: as much as the kernel can
     * @param delay of each packet on a link
     */
    public record Network(Optional<Long> bitsPerSecond, Duration delay) {}

    /** Whether the run starts its own cluster. */
    public boolean local() {
        return bootstrapServers.isEmpty();
    }

    /** The same with other properties for clients. */
    public Target with(Map<String, String> properties) {
        return new Target(
                bootstrapServers, brokers, dataDirectory, network, registry, brokerMetrics, Map.copyOf(properties));
    }

    /** The same where the cluster has been found or started: at this address. */
    public Target at(String address) {
        return new Target(
                Optional.of(address), brokers, dataDirectory, network, registry, brokerMetrics, clientProperties);
    }

    @Override
    public String toString() {
        return "Target[" + bootstrapServers.orElse("local") + "]";
    }
}
