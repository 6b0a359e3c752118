package io.datastorm.cluster;

import io.datastorm.cluster.network.NamespaceNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Real Kafka brokers (KRaft) as child JVMs on loopback, in a private directory that goes with them.
 *
 * <pre>{@code
 * try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(3))) {
 *     client.connect(cluster.bootstrapServers());
 *     cluster.broker(2).kill();
 *     cluster.restart(2);
 * }
 * }</pre>
 *
 * <p>Brokers die with this JVM, however it dies. For brokers that outlive it see {@link KeptCluster}. Not thread-safe,
 * but {@link #close} may be called from any thread, more than once.
 */
public final class LocalCluster implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final int FIRST_HOST = 10;

    private final Launch launch;
    private final List<NodePorts> ports;
    private final List<BrokerProcess> brokers;

    private LocalCluster(Launch launch, List<NodePorts> ports, List<BrokerProcess> brokers) {
        this.launch = launch;
        this.ports = ports;
        this.brokers = brokers;
    }

    /**
     * Starts the brokers and returns when all of them are registered and a controller is elected.
     *
     * @throws ClusterException if the disk is nearly full, a broker dies, or the cluster is not ready in time
     */
    public static LocalCluster start(ClusterPlan plan) {
        return start(plan, true, cluster -> {});
    }

    /** Tells the listener of the cluster before its first broker starts. */
    static LocalCluster start(ClusterPlan plan, boolean attached, Consumer<LocalCluster> starting) {
        BrokerJars jars = BrokerJars.locate();
        LocalCluster cluster = null;
        try {
            Path parent = Files.createDirectories(plan.dataDirectory());
            DiskSpace space = DiskSpace.of(parent);
            if (!space.enoughToStart()) {
                throw new ClusterException("the disk is nearly full: " + space.describe()
                        + "; free some, or choose another place with --data-dir");
            }
            // createTempDirectory gives mode 0700: nobody else reads what a test cluster holds.
            Path directory =
                    Files.createTempDirectory(parent, "datastorm-cluster-").toAbsolutePath();
            Launch launch = new Launch(jars, directory, Uuid.randomUuid().toString(), attached, network(plan));
            cluster = new LocalCluster(launch, ports(plan, launch), new CopyOnWriteArrayList<>());
            starting.accept(cluster);
            cluster.startAll(new ServerProperties(plan, cluster.ports, space));
            return cluster;
        } catch (IOException e) {
            closeQuietly(cluster);
            throw new ClusterException(
                    "the local cluster could not be started under " + plan.dataDirectory() + ": " + e, e);
        } catch (RuntimeException e) {
            closeQuietly(cluster);
            throw e;
        }
    }

    private static Optional<NamespaceNetwork> network(ClusterPlan plan) {
        Optional<NamespaceNetwork> network = plan.links().map(NamespaceNetwork::make);
        try {
            for (int id = 1; id <= plan.brokers() && network.isPresent(); id++) {
                network.get().add(host(id));
            }
        } catch (ClusterException e) {
            network.ifPresent(NamespaceNetwork::close);
            throw e;
        }
        return network;
    }

    private static List<NodePorts> ports(ClusterPlan plan, Launch launch) throws IOException {
        if (launch.network().isEmpty()) {
            return NodePorts.free(plan.brokers());
        }
        NamespaceNetwork network = launch.network().get();
        return IntStream.rangeClosed(1, plan.brokers())
                .mapToObj(id -> NodePorts.on(network.address(host(id))))
                .toList();
    }

    /** The number of a broker's host in its network. */
    public static int host(int id) {
        return FIRST_HOST + id;
    }

    private static void closeQuietly(LocalCluster cluster) {
        if (cluster != null) {
            cluster.close();
        }
    }

    private void startAll(ServerProperties properties) throws IOException {
        for (int id = 1; id <= ports.size(); id++) {
            brokers.add(launch.start(id, properties.of(id, launch.logDirectory(id))));
        }
        awaitReady();
    }

    /** Returns when every broker serves. */
    public void awaitReady() {
        new Readiness(addresses(NodePorts::internalAddress)).await(brokers);
    }

    /**
     * Returns when a broker that was started serves: it answers itself. Throws {@link ClusterException} when it died or
     * takes too long.
     */
    public void awaitServing(int id) {
        new Readiness(ports.get(id - 1).internalAddress()).await(List.of(broker(id)));
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return addresses(NodePorts::clientAddress);
    }

    /** Kafka's cluster id. */
    public String clusterId() {
        return launch.clusterId();
    }

    /** The private directory of the cluster. */
    public Path directory() {
        return launch.directory();
    }

    /** Its network, in which the number of a broker's host is {@code 10 + id}; empty: it is on loopback. */
    public Optional<NamespaceNetwork> network() {
        return launch.network();
    }

    /** All brokers in the order of their ids. */
    public List<BrokerProcess> brokers() {
        return List.copyOf(brokers);
    }

    /** One broker, by its id. */
    public BrokerProcess broker(int id) {
        if (id < 1 || id > brokers.size()) {
            throw new ClusterException("broker " + id + ": the cluster has brokers 1 to " + brokers.size());
        }
        return brokers.get(id - 1);
    }

    /** Ends a broker if it runs, and starts it again on its data. Does not wait until it serves. */
    public void restart(int id) {
        broker(id).stop(STOP_PATIENCE);
        try {
            brokers.set(id - 1, launch.restart(id));
        } catch (IOException e) {
            throw new ClusterException("broker " + id + " could not be started again: " + e, e);
        }
    }

    /**
     * Throws with the last log lines if a broker died.
     *
     * @param expected those that may be dead
     */
    public void failIfDead(Set<Integer> expected) {
        Readiness.failIfDead(brokers.stream()
                .filter(broker -> !expected.contains(broker.id()))
                .toList());
    }

    /** The free space where the cluster writes. */
    public DiskSpace space() throws IOException {
        return DiskSpace.of(launch.directory());
    }

    /** Ends all brokers and removes the directory. */
    @Override
    public synchronized void close() {
        if (!brokers.isEmpty() && brokers.get(0).alive() && launch.writesArchive(1)) {
            brokers.get(0).stop(STOP_PATIENCE);
            launch.jars().keepArchive(launch.archiveDraft());
        }
        // The data goes anyway: nothing is gained by waiting for an orderly end.
        brokers.stream().filter(BrokerProcess::alive).forEach(BrokerProcess::kill);
        launch.network().ifPresent(NamespaceNetwork::close);
        Directories.delete(launch.directory());
    }

    private String addresses(Function<NodePorts, String> address) {
        return ports.stream().map(address).collect(Collectors.joining(","));
    }

    Launch launch() {
        return launch;
    }
}
