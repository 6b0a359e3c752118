package io.datastorm.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/** Asks the cluster itself whether all brokers are registered and the quorum has a leader. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int ASK_MILLIS = 1000;
    private static final long BETWEEN_NANOS = 20_000_000;

    private final String bootstrapServers;

    /** Takes the listener that brokers use among themselves: it needs no login. */
    Readiness(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Returns when every given broker serves; throws when one died or the time is over. */
    void await(List<BrokerProcess> brokers) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (Admin admin = Admin.create(adminConfig())) {
            while (!ready(admin, brokers)) {
                failIfDead(brokers);
                if (System.nanoTime() > deadline) {
                    throw new ClusterException("the local cluster was not ready after " + LIMIT.toSeconds() + " s\n"
                            + brokers.get(0).lastLines());
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }
    }

    private Map<String, Object> adminConfig() {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
        config.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ASK_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ASK_MILLIS);
        return config;
    }

    private static boolean ready(Admin admin, List<BrokerProcess> expected) {
        try {
            Set<Integer> nodes = admin.describeCluster().nodes().get(ASK_MILLIS, TimeUnit.MILLISECONDS).stream()
                    .map(Node::id)
                    .collect(Collectors.toSet());
            return expected.stream().allMatch(broker -> nodes.contains(broker.id()))
                    && admin.describeMetadataQuorum()
                                    .quorumInfo()
                                    .get(ASK_MILLIS, TimeUnit.MILLISECONDS)
                                    .leaderId()
                            > 0;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while the local cluster started", e);
        }
    }

    static void failIfDead(List<BrokerProcess> brokers) {
        List<BrokerProcess> dead =
                brokers.stream().filter(broker -> !broker.alive()).toList();
        if (!dead.isEmpty()) {
            String which =
                    dead.stream().map(broker -> Integer.toString(broker.id())).collect(Collectors.joining(", "));
            throw new ClusterException("broker " + which + " died; its last log lines:\n"
                    + dead.get(0).lastLines());
        }
    }
}
