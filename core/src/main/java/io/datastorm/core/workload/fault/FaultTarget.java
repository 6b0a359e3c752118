package io.datastorm.core.workload.fault;

import io.datastorm.core.workload.DataSize;
import java.util.Optional;
import java.util.Set;

/** What faults are done to: a cluster of brokers and the topic of the run. */
public interface FaultTarget {
    /** Ends a broker's process at once. */
    void kill(int broker);

    /** Likewise: the one that coordinates a consumer group. */
    void killCoordinator(Optional<String> group);

    /** Likewise: the one that coordinates transactions of the run. */
    void killTransactionCoordinator();

    /** Fences all producers that write in transactions. */
    void fenceProducers();

    /** The consumers of the run. */
    ConsumerTarget consumers();

    /** Starts a broker (again) on its data. */
    void restart(int broker);

    /** Returns when a broker that was started serves; false if it does not come. */
    boolean awaitServing(int broker);

    /** Brings back all brokers and links that faults have left away, and waits until brokers serve. */
    void restore();

    /** Lets a broker hang. */
    void pause(int broker);

    /** Lets a paused broker go on. */
    void resume(int broker);

    /** Lets nothing more be written to a broker's files. */
    void fillDisk(int broker);

    /** Makes another replica the leader of each partition. */
    void moveLeaders();

    /** How much each client may write to each broker, bytes a second; empty: as much as it likes. */
    void quota(Optional<DataSize> perSecond);

    /** Deletes the topic. */
    void deleteTopic();

    /** Gives the topic more partitions, so many in all. */
    void addPartitions(int total);

    /** Loses all packets from and to a broker. */
    void isolate(int broker);

    /** Ends {@link #isolate}. */
    void rejoin(int broker);

    /** Loses all packets between brokers of two sides. */
    void part(Set<Integer> one, Set<Integer> other);

    /** Ends {@link #part}. */
    void unite(Set<Integer> one, Set<Integer> other);

    /** Gives a broker's link another rate. */
    void slowLink(int broker, long bitsPerSecond);

    /** Gives a broker's link its own rate again. */
    void restoreLink(int broker);

    /** Resets all connections of a broker. */
    void cutConnections(int broker);
}
