package io.datastorm.run.fault;

import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.fault.ConsumerTarget;
import io.datastorm.core.workload.fault.FaultTarget;
import io.datastorm.kafka.admin.TopicFaults;
import io.datastorm.kafka.admin.TransactionFaults;
import io.datastorm.run.cluster.Messages;
import io.datastorm.run.cluster.RunCluster;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Faults on the run's own cluster, topics, transactions and consumers. */
public record LocalFaults(
        RunCluster cluster,
        List<TopicFaults> topics,
        TransactionFaults transactions,
        Optional<NetworkFaults> network,
        ConsumerTarget consumers,
        Messages messages)
        implements FaultTarget {
    /** Those of a run. */
    public static LocalFaults of(
            Workload workload, RunCluster cluster, Admin admin, ConsumerTarget consumers, Messages messages) {
        List<TopicFaults> topics = workload.streams().stream()
                .map(stream -> new TopicFaults(admin, stream.topic().topics().names()))
                .toList();
        List<String> transactionalIds = workload.streams().stream()
                .map(stream -> TransactionPlan.idPrefix(stream.sender()))
                .toList();
        return new LocalFaults(
                cluster,
                topics,
                new TransactionFaults(admin, transactionalIds),
                cluster.network().map(NetworkFaults::new),
                consumers,
                messages);
    }

    @Override
    public void kill(int broker) {
        cluster.kill(broker);
    }

    @Override
    public void killCoordinator(Optional<String> group) {
        cluster.kill(consumers.coordinator(group));
    }

    @Override
    public void killTransactionCoordinator() {
        cluster.kill(transactions.coordinator());
    }

    @Override
    public void fenceProducers() {
        transactions.fence();
    }

    @Override
    public void restart(int broker) {
        cluster.restart(broker);
    }

    @Override
    public boolean awaitServing(int broker) {
        return cluster.awaitServing(broker);
    }

    @Override
    public void restore() {
        network.map(NetworkFaults::restore).orElse(List.of()).forEach(messages::warning);
        cluster.restore(messages);
    }

    @Override
    public void pause(int broker) {
        cluster.pause(broker);
    }

    @Override
    public void resume(int broker) {
        cluster.resume(broker);
    }

    @Override
    public void fillDisk(int broker) {
        cluster.fillDisk(broker);
    }

    @Override
    public void moveLeaders() {
        topics.forEach(TopicFaults::moveLeaders);
    }

    @Override
    public void quota(Optional<DataSize> perSecond) {
        // It holds for the whole cluster.
        topics.get(0).quota(perSecond.map(DataSize::bytes));
    }

    @Override
    public void deleteTopic() {
        topics.forEach(TopicFaults::delete);
    }

    @Override
    public void addPartitions(int total) {
        topics.forEach(topic -> topic.addPartitions(total));
    }

    @Override
    public void isolate(int broker) {
        links().isolate(broker);
    }

    @Override
    public void rejoin(int broker) {
        links().rejoin(broker);
    }

    @Override
    public void part(Set<Integer> one, Set<Integer> other) {
        links().part(one, other);
    }

    @Override
    public void unite(Set<Integer> one, Set<Integer> other) {
        links().unite(one, other);
    }

    @Override
    public void slowLink(int broker, long bitsPerSecond) {
        links().slow(broker, bitsPerSecond);
    }

    @Override
    public void restoreLink(int broker) {
        links().restore(broker);
    }

    @Override
    public void cutConnections(int broker) {
        links().cut(broker);
    }

    /** The plan has been checked: without links there are no faults of links. */
    private NetworkFaults links() {
        return network.orElseThrow();
    }
}
