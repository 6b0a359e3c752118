package io.datastorm.core.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong on purpose.
 *
 * @param text as the user wrote it
 * @param at when, from the beginning of the measured window
 * @param action what
 */
public record Fault(String text, Duration at, Action action) {
    /** What is done. */
    public sealed interface Action {
        /** Whether the cluster is worse off after it; otherwise it is the end of a trouble. */
        default boolean harm() {
            return true;
        }
    }

    /** Runs a command of the user, on whatever cluster. */
    public record Command(String command) implements Action {}

    /** Done to the run's own local cluster. */
    public sealed interface OfCluster extends Action {
        /** Does it. */
        void apply(FaultTarget target);
    }

    /** Done to one broker. */
    public sealed interface OfBroker extends OfCluster {
        /** Which one. */
        int broker();
    }

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
}
