package io.datastorm.core.workload;

import io.datastorm.core.workload.fault.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole plan of one run; validated, complete and immutable.
 *
 * @param name for people, and part of the output directory's name
 * @param target the cluster
 * @param agents the processes that share the run; empty if this one does all of it
 * @param streams what is sent at the same time, each into a topic of its own; at least one
 * @param verify whether it is read back and judged
 * @param faults what goes wrong on purpose, in the order of their times
 * @param thresholds what the result must meet
 * @param aborts what ends it before its time
 * @param notes what of the input is not used, and why
 * @param effective every setting by its section and name as text, secrets masked: what {@code --dry-run} prints and the
 *     result stores
 */
public record Workload(
        String name,
        Target target,
        Optional<Agents> agents,
        List<StreamPlan> streams,
        Verify verify,
        List<Fault> faults,
        List<Threshold> thresholds,
        List<AbortRule> aborts,
        List<String> notes,
        Map<String, Object> effective) {
    /**
     * The processes that share a run.
     *
     * @param count how many
     * @param place where they run
     * @param controlServers the cluster through which they talk; empty: the one that records go to
     */
    public record Agents(int count, Place place, Optional<String> controlServers) {
        /**
         * Where agents run.
         *
         * @param url of a worker of Kafka Connect; empty elsewhere
         */
        public record Place(Kind kind, Optional<URI> url) {
            /** On this machine; the run starts them. */
            public static final Place LOCAL = new Place(Kind.LOCAL, Optional.empty());
            /** Anywhere; somebody else starts them with {@code datastorm agent}. */
            public static final Place EXTERNAL = new Place(Kind.EXTERNAL, Optional.empty());

            /** As tasks of a Kafka Connect cluster that has a worker at this address. */
            public static Place connect(URI worker) {
                return new Place(Kind.CONNECT, Optional.of(worker));
            }

            /** Who starts them. */
            public enum Kind {
                LOCAL,
                EXTERNAL,
                CONNECT
            }
        }
    }

    /** The same with another target. */
    public Workload with(Target other) {
        return new Workload(name, other, agents, streams, verify, faults, thresholds, aborts, notes, effective);
    }

    /** The same with other streams. */
    public Workload with(List<StreamPlan> others) {
        return new Workload(name, target, agents, others, verify, faults, thresholds, aborts, notes, effective);
    }

    /** Whether all records have intended times. */
    public boolean openLoop() {
        return streams.stream().allMatch(stream -> stream.load().openLoop());
    }

    /** Whether it writes nothing. */
    public boolean consumesOnly() {
        return streams.stream().allMatch(StreamPlan::consumesOnly);
    }

    /** Whether records are written in transactions. */
    public boolean transactions() {
        return streams.stream()
                .anyMatch(stream -> stream.sender().transactions().isPresent());
    }

    /** Whether it goes on until somebody stops it. */
    public boolean endless() {
        return streams.stream().anyMatch(stream -> stream.extent().endless());
    }

    /** How many replicas of partitions its topics have, if the run creates them all. */
    public int replicas() {
        return streams.stream()
                .map(StreamPlan::topic)
                .mapToInt(topic -> topic.allPartitions() * topic.replicationFactor())
                .sum();
    }

    /**
     * The only stream.
     *
     * @throws IllegalStateException if there are several
     */
    public StreamPlan onlyStream() {
        if (streams.size() != 1) {
            throw new IllegalStateException("the workload has " + streams.size() + " streams");
        }
        return streams.get(0);
    }
}
