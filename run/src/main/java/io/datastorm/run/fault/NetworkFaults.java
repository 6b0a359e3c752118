package io.datastorm.run.fault;

import io.datastorm.cluster.ClusterException;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.cluster.network.NamespaceNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Faults on the links of a local cluster. Those that last may overlap: a link is up again, and two brokers reach each
 * other again, when the last fault that wants otherwise has ended. Thread-safe.
 */
public final class NetworkFaults {
    private final NamespaceNetwork network;
    /** How many faults have taken a broker's link down. */
    private final Map<Integer, Integer> isolated = new HashMap<>();
    /** How many faults have parted two brokers. */
    private final Map<Set<Integer>, Integer> parted = new HashMap<>();
    /** The rates that faults have given to a broker's link. */
    private final Map<Integer, List<Long>> slowed = new HashMap<>();

    /** On this network. */
    public NetworkFaults(NamespaceNetwork network) {
        this.network = network;
    }

    private static int host(int broker) {
        return LocalCluster.host(broker);
    }

    synchronized void isolate(int broker) {
        if (isolated.merge(broker, 1, Integer::sum) == 1) {
            network.isolate(host(broker));
        }
    }

    synchronized void rejoin(int broker) {
        if (ended(isolated, broker)) {
            network.rejoin(host(broker));
        }
    }

    synchronized void part(Set<Integer> one, Set<Integer> other) {
        for (int left : one) {
            for (int right : other) {
                if (parted.merge(Set.of(left, right), 1, Integer::sum) == 1) {
                    network.part(Set.of(host(left)), Set.of(host(right)));
                }
            }
        }
    }

    synchronized void unite(Set<Integer> one, Set<Integer> other) {
        for (int left : one) {
            for (int right : other) {
                if (ended(parted, Set.of(left, right))) {
                    network.unite(Set.of(host(left)), Set.of(host(right)));
                }
            }
        }
    }

    /** Whether that was the last fault of this kind. */
    private static <K> boolean ended(Map<K, Integer> faults, K key) {
        Integer left = faults.computeIfPresent(key, (same, count) -> count - 1);
        if (left != null && left == 0) {
            faults.remove(key);
            return true;
        }
        return false;
    }

    synchronized void slow(int broker, long bitsPerSecond) {
        slowed.computeIfAbsent(broker, same -> new ArrayList<>()).add(bitsPerSecond);
        network.slow(host(broker), bitsPerSecond);
    }

    /** The rate of the fault before it counts again, or its own. */
    synchronized void restore(int broker) {
        List<Long> rates = slowed.getOrDefault(broker, new ArrayList<>());
        if (!rates.isEmpty()) {
            rates.remove(0);
        }
        if (rates.isEmpty()) {
            network.restore(host(broker));
        } else {
            network.slow(host(broker), rates.get(rates.size() - 1));
        }
    }

    void cut(int broker) {
        network.cut(host(broker));
    }

    /** Ends all that last; returns what could not be ended. */
    synchronized List<String> restore() {
        List<String> troubles = new ArrayList<>();
        isolated.keySet().forEach(broker -> attempt(troubles, () -> network.rejoin(host(broker))));
        parted.keySet().forEach(pair -> {
            List<Integer> both = List.copyOf(pair);
            attempt(troubles, () -> network.unite(Set.of(host(both.get(0))), Set.of(host(both.get(1)))));
        });
        slowed.keySet().forEach(broker -> attempt(troubles, () -> network.restore(host(broker))));
        isolated.clear();
        parted.clear();
        slowed.clear();
        return troubles;
    }

    private static void attempt(List<String> troubles, Runnable ending) {
        try {
            ending.run();
        } catch (ClusterException e) {
            troubles.add(e.getMessage());
        }
    }
}
