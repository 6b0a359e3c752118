package io.datastorm.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A local cluster that outlives the command that started it. Its state is a properties file: process ids with their
 * start times, so that a process which merely got the same id later is never touched.
 *
 * <p>Each command opens it, does one thing and ends. Not thread-safe.
 */
public final class KeptCluster {
    /** The state file's usual name. */
    public static final String FILE = "cluster.properties";

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final Path stateFile;
    private final Properties state;

    private KeptCluster(Path stateFile, Properties state) {
        this.stateFile = stateFile;
        this.state = state;
    }

    /**
     * Starts a cluster and writes its state.
     *
     * @throws ClusterException if one is already running by this state file
     */
    public static KeptCluster start(ClusterPlan plan, Path stateFile) {
        Optional<KeptCluster> present = open(stateFile);
        if (present.isPresent() && present.get().anyAlive()) {
            throw new ClusterException("a local cluster is already running at "
                    + present.get().bootstrapServers() + "; stop it first: datastorm cluster stop");
        }
        present.ifPresent(KeptCluster::stop);
        // Its brokers outlive us: until the state is written, nobody else could find and stop them.
        AtomicReference<LocalCluster> unfinished = new AtomicReference<>();
        Thread cleanUp = new Thread(() -> Optional.ofNullable(unfinished.get()).ifPresent(LocalCluster::close));
        Runtime.getRuntime().addShutdownHook(cleanUp);
        LocalCluster cluster = LocalCluster.start(plan, false, unfinished::set);
        KeptCluster kept = new KeptCluster(stateFile, new Properties());
        try {
            kept.state.setProperty("bootstrapServers", cluster.bootstrapServers());
            kept.state.setProperty("clusterId", cluster.clusterId());
            kept.state.setProperty("directory", cluster.directory().toString());
            kept.state.setProperty("brokers", Integer.toString(cluster.brokers().size()));
            cluster.brokers().forEach(kept::remember);
            kept.save();
            Runtime.getRuntime().removeShutdownHook(cleanUp);
            return kept;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The cluster of this state file, if there is one. */
    public static Optional<KeptCluster> open(Path stateFile) {
        if (!Files.exists(stateFile)) {
            return Optional.empty();
        }
        Properties state = new Properties();
        try (InputStream in = Files.newInputStream(stateFile)) {
            state.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new ClusterException("the state file " + stateFile + " could not be read: " + e.getMessage(), e);
        }
        KeptCluster cluster = new KeptCluster(stateFile, state);
        cluster.requireComplete();
        return Optional.of(cluster);
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return state.getProperty("bootstrapServers");
    }

    /** The private directory of the cluster. */
    public Path directory() {
        return Path.of(state.getProperty("directory"));
    }

    /** How many brokers the cluster was started with. */
    public int size() {
        return Integer.parseInt(state.getProperty("brokers"));
    }

    /** A broker, if its process still runs. */
    public Optional<BrokerProcess> broker(int id) {
        if (id < 1 || id > size()) {
            throw new ClusterException("broker " + id + ": the cluster has brokers 1 to " + size());
        }
        long pid = Long.parseLong(state.getProperty("broker." + id + ".pid"));
        Instant startedAt = Instant.parse(state.getProperty("broker." + id + ".startedAt"));
        return BrokerProcess.adopt(id, launch().nodeDirectory(id), pid, startedAt);
    }

    /** Whether any broker runs. */
    public boolean anyAlive() {
        return !alive().isEmpty();
    }

    /**
     * Ends a broker if it runs, starts it again on its data, and returns when it serves; throws with its last log lines
     * if it dies.
     */
    public void restart(int id) {
        broker(id).ifPresent(broker -> broker.stop(STOP_PATIENCE));
        try {
            BrokerProcess started = launch().restart(id);
            remember(started);
            save();
            new Readiness(address(id)).await(List.of(started));
        } catch (IOException e) {
            throw new ClusterException("broker " + id + " could not be started again: " + e, e);
        }
    }

    /** A broker's own address: the addresses are in the order of the ids. */
    private String address(int id) {
        return bootstrapServers().split(",", -1)[id - 1];
    }

    /** Ends what still runs of it, removes its directory and its state. */
    public void stop() {
        alive().forEach(BrokerProcess::kill);
        if (directory().getFileName().toString().startsWith("datastorm-cluster-")) {
            Directories.delete(directory());
        }
        try {
            Files.deleteIfExists(stateFile);
        } catch (IOException e) {
            throw new ClusterException("the state file " + stateFile + " could not be removed: " + e.getMessage(), e);
        }
    }

    private List<BrokerProcess> alive() {
        List<BrokerProcess> alive = new ArrayList<>();
        for (int id = 1; id <= size(); id++) {
            broker(id).ifPresent(alive::add);
        }
        return alive;
    }

    private Launch launch() {
        return new Launch(BrokerJars.locate(), directory(), state.getProperty("clusterId"), false, Optional.empty());
    }

    private void remember(BrokerProcess broker) {
        state.setProperty("broker." + broker.id() + ".pid", Long.toString(broker.pid()));
        state.setProperty(
                "broker." + broker.id() + ".startedAt", broker.startedAt().toString());
    }

    private void requireComplete() {
        try {
            if (directory() == null || bootstrapServers() == null || state.getProperty("clusterId") == null) {
                throw new IllegalArgumentException("a line is missing");
            }
            alive();
        } catch (RuntimeException e) {
            throw new ClusterException(
                    "the state file " + stateFile + " is damaged (" + e.getMessage() + "); remove it by hand", e);
        }
    }

    private void save() {
        try {
            Files.createDirectories(stateFile.toAbsolutePath().getParent());
            Path draft = stateFile.resolveSibling(stateFile.getFileName() + ".draft");
            try (OutputStream out = Files.newOutputStream(draft)) {
                state.store(out, "A local cluster of datastorm: stop it with 'datastorm cluster stop'");
            }
            Files.move(draft, stateFile, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ClusterException("the state file " + stateFile + " could not be written: " + e.getMessage(), e);
        }
    }
}
