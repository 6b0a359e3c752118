package io.datastorm.run.cluster;

import io.datastorm.cluster.BrokerProcess;
import io.datastorm.cluster.ClusterException;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.DiskSpace;
import io.datastorm.cluster.KeptCluster;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.cluster.network.LinkPlan;
import io.datastorm.cluster.network.NamespaceNetwork;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.machine.NetworkLink;
import io.datastorm.core.machine.ResidentMemory;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.run.broker.MetricsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cluster of a run: one that runs anyway, or a local one that comes and goes with the run. */
public final class RunCluster implements AutoCloseable {
    /** The number of its host in the network. */
    private static final int FIRST_AGENT = 100;

    private final String bootstrapServers;
    private final LocalCluster local;
    /** The cluster that {@code datastorm cluster start} keeps, if this is it; else null. */
    private final KeptCluster kept;

    private final Set<Integer> down = ConcurrentHashMap.newKeySet();
    private final Set<Integer> paused = ConcurrentHashMap.newKeySet();
    private final CpuMeters cpu = new CpuMeters();

    private RunCluster(String bootstrapServers, LocalCluster local, KeptCluster kept) {
        this.bootstrapServers = bootstrapServers;
        this.local = local;
        this.kept = kept;
    }

    /** Finds or starts it, for this workload. */
    public static RunCluster open(Workload workload, Messages messages) {
        Target target = workload.target();
        if (!target.local()) {
            String servers = target.bootstrapServers().orElseThrow();
            return new RunCluster(servers, null, kept(servers));
        }
        Path parent = target.dataDirectory().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        requireSpace(parent);
        messages.waiting("starting a local Kafka %s cluster of %s"
                .formatted(BuildVersions.kafka(), target.brokers() == 1 ? "1 broker" : target.brokers() + " brokers"));
        long start = System.nanoTime();
        Optional<LinkPlan> links = target.network().map(RunCluster::links);
        links.flatMap(NamespaceNetwork::missing).ifPresent(why -> {
            throw new InvalidInput("--network", why + "; namespaces need root, iproute2 and util-linux");
        });
        ClusterPlan plan = new ClusterPlan(target.brokers(), parent, workload.replicas(), Map.of(), links);
        LocalCluster cluster = LocalCluster.start(plan);
        messages.notice(String.format(
                Locale.ROOT,
                "ready after %.1f s at %s",
                (System.nanoTime() - start) / 1e9,
                cluster.bootstrapServers()));
        return new RunCluster(cluster.bootstrapServers(), cluster, null);
    }

    private static LinkPlan links(Target.Network network) {
        return new LinkPlan(network.bitsPerSecond().orElse(0L), network.delay());
    }

    /** What joins its brokers; empty if that is loopback, or not ours. */
    public Optional<NamespaceNetwork> network() {
        return local == null ? Optional.empty() : local.network();
    }

    /** What stands before the command of an agent, so that it has a link of its own; empty without such a network. */
    public List<String> placeOfAgent(int index) {
        return network()
                .map(network -> {
                    network.add(FIRST_AGENT + index);
                    return network.prefix(FIRST_AGENT + index);
                })
                .orElse(List.of());
    }

    /** A state file that cannot be read hinders nobody: then nothing is known of the brokers. */
    private static KeptCluster kept(String servers) {
        try {
            return KeptCluster.open(StateDirectory.path().resolve(KeptCluster.FILE))
                    .filter(cluster -> Set.of(cluster.bootstrapServers().split(",", -1))
                            .containsAll(List.of(servers.split(",", -1))))
                    .orElse(null);
        } catch (ClusterException e) {
            return null;
        }
    }

    private static void requireSpace(Path parent) {
        try {
            Path above = parent.toAbsolutePath().getParent();
            if (above != null && !Files.isDirectory(above)) {
                throw new InvalidInput("--data-dir", "there is no directory '" + above + "'; create it first");
            }
            Files.createDirectories(parent);
            requireSpace(DiskSpace.of(parent));
        } catch (IOException e) {
            throw new InvalidInput("--data-dir", "'" + parent + "' cannot be used: " + e);
        }
    }

    static void requireSpace(DiskSpace space) {
        if (!space.enoughToStart()) {
            throw new InvalidInput(
                    "--data-dir",
                    "the disk is nearly full: " + space.describe() + "; free some, or choose another place");
        }
    }

    /** Addresses of its brokers, for any client. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Whether it is ours alone. */
    public boolean owned() {
        return local != null;
    }

    /** How many brokers a local one has. */
    public int brokers() {
        return local.brokers().size();
    }

    /** Whether its brokers share this machine, and their processes are known. */
    public boolean here() {
        return local != null || kept != null;
    }

    /** Where its brokers tell their metrics, by their names: those of this machine in files of their own. */
    public Map<String, MetricsSource> metrics(Target target) {
        Map<String, MetricsSource> sources = new TreeMap<>();
        target.brokerMetrics().forEach(url -> sources.put(url.getAuthority(), MetricsSource.http(url)));
        IntStream.rangeClosed(1, sources.isEmpty() && here() ? size() : 0)
                .forEach(id -> sources.put(
                        Integer.toString(id),
                        () -> Files.readString(broker(id)
                                .orElseThrow(() -> new IOException("it does not run"))
                                .metrics())));
        return sources;
    }

    private int size() {
        return local == null ? kept.size() : local.brokers().size();
    }

    private Optional<BrokerProcess> broker(int id) {
        return local == null ? kept.broker(id) : Optional.of(local.broker(id));
    }

    /** Reads what its brokers use; nothing if they run elsewhere. */
    public BrokerMeter meter() {
        if (kept != null) {
            return () -> IntStream.rangeClosed(1, kept.size())
                    .mapToObj(id -> kept.broker(id)
                            .map(this::reading)
                            .orElseGet(() -> new BrokerMeter.Reading(id, cpu.seconds(id), 0)))
                    .toList();
        }
        return local == null
                ? NetworkLink.to(bootstrapServers).map(BrokerMeter::over).orElse(BrokerMeter.NONE)
                : new LocalMeter();
    }

    /** Reads its own brokers, and their links. */
    private final class LocalMeter implements BrokerMeter {
        /** Agents come after the meter. */
        private Stream<NetworkLink> all() {
            return network().stream()
                    .filter(network -> network.plan().bitsPerSecond() > 0)
                    .flatMap(network -> network.hosts().stream().sorted().map(host -> link(network, host)));
        }

        private static NetworkLink link(NamespaceNetwork network, int host) {
            String name = host < FIRST_AGENT
                    ? "of broker " + (host - LocalCluster.host(0))
                    : "of agent " + (host - FIRST_AGENT);
            return NetworkLink.of(name, network.plan().bitsPerSecond(), network.pid(host), NamespaceNetwork.OWN_END);
        }

        @Override
        public List<Reading> read() {
            return local.brokers().stream().map(RunCluster.this::reading).toList();
        }

        @Override
        public List<NetworkLink.Reading> links() {
            return all().flatMap(link -> link.read().stream()).toList();
        }
    }

    private BrokerMeter.Reading reading(BrokerProcess broker) {
        return new BrokerMeter.Reading(
                broker.id(), cpu.seconds(broker), broker.alive() ? ResidentMemory.bytes(broker.pid()) : 0);
    }

    /** Ends a broker at once; from here on it is no trouble that it is gone. */
    public void kill(int id) {
        down.add(id);
        local.broker(id).kill();
    }

    /** Leaves a broker no room to write, of which it dies; from here on it is no trouble that it is gone. */
    public void fillDisk(int id) {
        down.add(id);
        local.broker(id).fillDisk();
    }

    /** Starts a broker (again). */
    public void restart(int id) {
        down.add(id);
        local.restart(id);
        paused.remove(id);
        down.remove(id);
    }

    /** Lets a broker hang. */
    public void pause(int id) {
        paused.add(id);
        local.broker(id).pause();
    }

    /** Lets a paused broker go on. */
    public void resume(int id) {
        local.broker(id).resume();
        paused.remove(id);
    }

    /** Returns when a broker that was started serves; false if it does not come. */
    public boolean awaitServing(int id) {
        try {
            local.awaitServing(id);
            return true;
        } catch (ClusterException e) {
            return false;
        }
    }

    /** Brings back all brokers that faults have left killed or paused, and waits until they serve. */
    public synchronized void restore(Messages messages) {
        if (local == null || (down.isEmpty() && paused.isEmpty())) {
            return;
        }
        try {
            for (int id : List.copyOf(paused)) {
                messages.waiting("letting broker " + id + " go on");
                resume(id);
            }
            for (int id : List.copyOf(down)) {
                messages.waiting("starting broker " + id + " again");
                restart(id);
            }
            local.awaitReady();
        } catch (ClusterException e) {
            // What was measured must not go down with it; what cannot be read is said.
            messages.warning(e.getMessage());
        }
    }

    /** What must end the run now. */
    public Optional<StopSignal.Request> trouble() {
        if (local == null) {
            return Optional.empty();
        }
        try {
            local.failIfDead(down);
            DiskSpace space = local.space();
            return space.enough()
                    ? Optional.empty()
                    : Optional.of(new StopSignal.Request(
                            StopSignal.Reason.DISK_FULL, "stopped before the disk was full: " + space.describe()));
        } catch (ClusterException e) {
            return Optional.of(new StopSignal.Request(StopSignal.Reason.BROKER_DIED, e.getMessage()));
        } catch (IOException e) {
            return Optional.of(
                    new StopSignal.Request(StopSignal.Reason.BROKER_DIED, "the cluster's directory is gone: " + e));
        }
    }

    @Override
    public void close() {
        if (local != null) {
            local.close();
        }
    }
}
