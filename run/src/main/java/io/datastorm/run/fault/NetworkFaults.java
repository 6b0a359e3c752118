package io.datastorm.run.fault;

import io.datastorm.cluster.LocalCluster;
import io.datastorm.cluster.network.NamespaceNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Faults on the links of a local cluster. Remembers what was done, so that all of it can be ended. Thread-safe. */
public final class NetworkFaults {
    private final NamespaceNetwork network;
    /** How each of them is ended that lasts. */
    private final Map<List<Object>, Runnable> lasting = new LinkedHashMap<>();

    /** On this network. */
    public NetworkFaults(NamespaceNetwork network) {
        this.network = network;
    }

    private static int host(int broker) {
        return LocalCluster.host(broker);
    }

    private static Set<Integer> hosts(Set<Integer> brokers) {
        return brokers.stream().map(NetworkFaults::host).collect(Collectors.toSet());
    }

    synchronized void isolate(int broker) {
        network.isolate(host(broker));
        lasting.put(List.of("isolate", broker), () -> network.rejoin(host(broker)));
    }

    synchronized void rejoin(int broker) {
        end(List.of("isolate", broker));
    }

    synchronized void part(Set<Integer> one, Set<Integer> other) {
        network.part(hosts(one), hosts(other));
        lasting.put(List.of("part", one, other), () -> network.unite(hosts(one), hosts(other)));
    }

    synchronized void unite(Set<Integer> one, Set<Integer> other) {
        end(List.of("part", one, other));
    }

    synchronized void slow(int broker, long bitsPerSecond) {
        network.slow(host(broker), bitsPerSecond);
        lasting.put(List.of("slow", broker), () -> network.restore(host(broker)));
    }

    synchronized void restore(int broker) {
        end(List.of("slow", broker));
    }

    void cut(int broker) {
        network.cut(host(broker));
    }

    private void end(List<Object> fault) {
        Runnable ending = lasting.remove(fault);
        if (ending != null) {
            ending.run();
        }
    }

    /** Ends all that last. */
    synchronized void restore() {
        List.copyOf(lasting.keySet()).forEach(this::end);
    }
}
