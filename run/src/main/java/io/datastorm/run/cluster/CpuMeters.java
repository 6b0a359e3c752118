package io.datastorm.run.cluster;

import io.datastorm.cluster.BrokerProcess;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time of brokers, over their restarts: a new process begins at zero, a dead one tells nothing. Used by one thread.
 */
final class CpuMeters {
    private final Map<Integer, Double> ended = new HashMap<>();
    private final Map<Integer, Double> running = new HashMap<>();
    private final Map<Integer, Long> processes = new HashMap<>();

    double seconds(BrokerProcess broker) {
        Long before = processes.put(broker.id(), broker.pid());
        if (before != null && before != broker.pid()) {
            ended.merge(broker.id(), running.getOrDefault(broker.id(), 0.0), Double::sum);
            running.put(broker.id(), 0.0);
        }
        double now = broker.cpu().toNanos() / 1e9;
        running.merge(broker.id(), now, Math::max);
        return seconds(broker.id());
    }

    /** The same of a broker that does not run at the moment. */
    double seconds(int id) {
        return ended.getOrDefault(id, 0.0) + running.getOrDefault(id, 0.0);
    }
}
