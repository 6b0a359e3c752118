package io.datastorm.core.workload.fault;

import io.datastorm.core.workload.DataSize;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that goes wrong on purpose.
 *
 * @param text as the user wrote it
 * @param at when, from the beginning of the measured window
 * @param action what
 */
public record Fault(String text, Duration at, Action action) {
    /** How the text of a note begins. */
    public static final String NOTE = "note: ";

    /** What is done. */
    public sealed interface Action permits Command, Note, OfCluster, ConsumerFault {
        /** Whether the cluster is worse off after it; otherwise it is the end of a trouble. */
        default boolean harm() {
            return true;
        }

        /** Which brokers it needs. */
        default Set<Integer> brokers() {
            return Set.of();
        }
    }

    /** Runs a command of the user, on whatever cluster. */
    public record Command(String command) implements Action {}

    /** Marks a moment, and does nothing. */
    public record Note() implements Action {
        @Override
        public boolean harm() {
            return false;
        }
    }

    /** Done to the run's own local cluster. */
    public sealed interface OfCluster extends Action {
        /** Does it. */
        void apply(FaultTarget target);
    }

    /** Done to one broker. */
    public sealed interface OfBroker extends OfCluster {
        /** Which one. */
        int broker();

        @Override
        default Set<Integer> brokers() {
            return Set.of(broker());
        }
    }

    /** Done to those who write in transactions. */
    public sealed interface OfTransactions extends OfCluster {}

    /** Done to the network of the own cluster, which has namespaces. */
    public sealed interface OfNetwork extends OfCluster {}

    /** Ends a broker's process at once, as kill -9 does. */
    public record Kill(int broker) implements OfBroker {
        @Override
        public void apply(FaultTarget target) {
            target.kill(broker);
        }
    }

    /** Starts a broker again; one that runs is stopped in good order first. */
    public record Restart(int broker) implements OfBroker {
        @Override
        public void apply(FaultTarget target) {
            target.restart(broker);
        }
    }

    /** Kills the broker that coordinates a consumer group, or the first one if none is named. */
    public record KillCoordinator(Optional<String> group) implements OfCluster {
        @Override
        public void apply(FaultTarget target) {
            target.killCoordinator(group);
        }
    }

    /** Kills the broker that coordinates the transactions of the first worker that has any. */
    public record KillTransactionCoordinator() implements OfTransactions {
        @Override
        public void apply(FaultTarget target) {
            target.killTransactionCoordinator();
        }
    }

    /** Makes a zombie of the producer of each worker: the cluster does as if another one had its transactional id. */
    public record FenceProducers() implements OfTransactions {
        @Override
        public void apply(FaultTarget target) {
            target.fenceProducers();
        }
    }

    /** Lets a broker hang (SIGSTOP). */
    public record Pause(int broker) implements OfBroker {
        @Override
        public void apply(FaultTarget target) {
            target.pause(broker);
        }
    }

    /** Lets a paused broker go on (SIGCONT). */
    public record Resume(int broker) implements OfBroker {
        @Override
        public void apply(FaultTarget target) {
            target.resume(broker);
        }

        @Override
        public boolean harm() {
            return false;
        }
    }

    /**
     * Lets nothing more be written to the files of a broker, as when its disk is full. Brokers end when they cannot
     * write.
     */
    public record FillDisk(int broker) implements OfBroker {
        @Override
        public void apply(FaultTarget target) {
            target.fillDisk(broker);
        }
    }

    /** Makes another replica the leader of each partition. */
    public record MoveLeaders() implements OfCluster {
        @Override
        public void apply(FaultTarget target) {
            target.moveLeaders();
        }
    }

    /** Limits what clients may write to each broker in a second. */
    public record Quota(DataSize perSecond) implements OfCluster {
        @Override
        public void apply(FaultTarget target) {
            target.quota(Optional.of(perSecond));
        }
    }

    /** Takes the limit away. */
    public record EndQuota() implements OfCluster {
        @Override
        public void apply(FaultTarget target) {
            target.quota(Optional.empty());
        }

        @Override
        public boolean harm() {
            return false;
        }
    }

    /** Deletes the topic. */
    public record DeleteTopic() implements OfCluster {
        @Override
        public void apply(FaultTarget target) {
            target.deleteTopic();
        }
    }

    /** Gives the topic more partitions. */
    public record AddPartitions(int total) implements OfCluster {
        @Override
        public void apply(FaultTarget target) {
            target.addPartitions(total);
        }
    }

    /** Loses all packets from and to a broker; connections do not notice. */
    public record Isolate(int broker) implements OfBroker, OfNetwork {
        @Override
        public void apply(FaultTarget target) {
            target.isolate(broker);
        }
    }

    /** Ends {@link Isolate}. */
    public record Rejoin(int broker) implements OfBroker, OfNetwork {
        @Override
        public void apply(FaultTarget target) {
            target.rejoin(broker);
        }

        @Override
        public boolean harm() {
            return false;
        }
    }

    /** Loses all packets between brokers of two sides; clients reach both. */
    public record Partition(Set<Integer> one, Set<Integer> other) implements OfNetwork {
        @Override
        public void apply(FaultTarget target) {
            target.part(one, other);
        }

        @Override
        public Set<Integer> brokers() {
            return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Ends {@link Partition}. */
    public record Unite(Set<Integer> one, Set<Integer> other) implements OfNetwork {
        @Override
        public void apply(FaultTarget target) {
            target.unite(one, other);
        }

        @Override
        public boolean harm() {
            return false;
        }
    }

    /** Gives a broker's link another rate. */
    public record SlowLink(int broker, long bitsPerSecond) implements OfBroker, OfNetwork {
        @Override
        public void apply(FaultTarget target) {
            target.slowLink(broker, bitsPerSecond);
        }
    }

    /** Gives a broker's link its own rate again. */
    public record RestoreLink(int broker) implements OfBroker, OfNetwork {
        @Override
        public void apply(FaultTarget target) {
            target.restoreLink(broker);
        }

        @Override
        public boolean harm() {
            return false;
        }
    }

    /** Resets all connections of a broker. */
    public record CutConnections(int broker) implements OfBroker, OfNetwork {
        @Override
        public void apply(FaultTarget target) {
            target.cutConnections(broker);
        }
    }
}
