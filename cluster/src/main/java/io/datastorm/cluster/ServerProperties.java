package io.datastorm.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The {@code server.properties} of one broker of a local cluster. */
final class ServerProperties {
    private static final long MIB = 1 << 20;
    private static final int MAX_CONTROLLERS = 3;
    private static final long MIN_SEGMENT = 32 * MIB;
    private static final long MAX_SEGMENT = 512 * MIB;

    private final ClusterPlan plan;
    private final List<NodePorts> ports;
    private final DiskSpace space;

    ServerProperties(ClusterPlan plan, List<NodePorts> ports, DiskSpace space) {
        this.plan = plan;
        this.ports = ports;
        this.space = space;
    }

    /** Node ids count from 1. */
    Properties of(int id, Path logDirectory) {
        Properties properties = new Properties();
        network(properties, id);
        replication(properties);
        limits(properties);
        retention(properties);
        properties.setProperty("log.dirs", logDirectory.toString());
        plan.brokerProperties()
                .forEach((name, value) -> properties.setProperty(name, withPorts(value, ports.get(id - 1))));
        return properties;
    }

    private static String withPorts(String value, NodePorts own) {
        return value.replace("{client}", Integer.toString(own.client()))
                .replace("{internal}", Integer.toString(own.internal()))
                .replace("{controller}", Integer.toString(own.controller()));
    }

    private void network(Properties properties, int id) {
        NodePorts own = ports.get(id - 1);
        boolean controller = id <= controllers();
        String brokerListeners = "CLIENT://%s,INTERNAL://%s".formatted(own.clientAddress(), own.internalAddress());
        String listeners = controller ? brokerListeners + ",CONTROLLER://" + own.controllerAddress() : brokerListeners;
        properties.setProperty("node.id", Integer.toString(id));
        properties.setProperty("process.roles", controller ? "broker,controller" : "broker");
        properties.setProperty("listeners", listeners);
        properties.setProperty("advertised.listeners", brokerListeners);
        properties.setProperty("inter.broker.listener.name", "INTERNAL");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty(
                "listener.security.protocol.map", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("controller.quorum.voters", voters());
    }

    /** Three controllers need three brokers; with two, a second voter would only add a way to fail. */
    private int controllers() {
        return plan.brokers() >= MAX_CONTROLLERS ? MAX_CONTROLLERS : 1;
    }

    private String voters() {
        return IntStream.rangeClosed(1, controllers())
                .mapToObj(id -> id + "@" + ports.get(id - 1).controllerAddress())
                .collect(Collectors.joining(","));
    }

    private void replication(Properties properties) {
        String factor = Integer.toString(Math.min(3, plan.brokers()));
        String inSync = Integer.toString(Math.max(1, Math.min(3, plan.brokers()) - 1));
        properties.setProperty("offsets.topic.replication.factor", factor);
        properties.setProperty("transaction.state.log.replication.factor", factor);
        properties.setProperty("transaction.state.log.min.isr", inSync);
        properties.setProperty("share.coordinator.state.topic.replication.factor", factor);
        properties.setProperty("share.coordinator.state.topic.min.isr", inSync);
        properties.setProperty("offsets.topic.num.partitions", "4");
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("num.partitions", "32");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
    }

    /** A batch of 16 MiB, several of them in a request, and a follower that can fetch them. */
    private static void limits(Properties properties) {
        properties.setProperty("message.max.bytes", Long.toString(32 * MIB));
        properties.setProperty("replica.fetch.max.bytes", Long.toString(32 * MIB));
        properties.setProperty("replica.fetch.response.max.bytes", Long.toString(64 * MIB));
        properties.setProperty("socket.request.max.bytes", Long.toString(256 * MIB));
    }

    private void retention(Properties properties) {
        long perReplica = space.budgetBytes() / Math.max(1, plan.partitionReplicas());
        long segment = Math.max(MIN_SEGMENT, Math.min(MAX_SEGMENT, perReplica / 4));
        properties.setProperty("log.retention.bytes", Long.toString(Math.max(perReplica - segment, segment)));
        properties.setProperty("log.segment.bytes", Long.toString(segment));
        properties.setProperty("log.retention.check.interval.ms", "2000");
        properties.setProperty("log.initial.task.delay.ms", "2000");
        properties.setProperty("log.segment.delete.delay.ms", "1000");
    }
}
