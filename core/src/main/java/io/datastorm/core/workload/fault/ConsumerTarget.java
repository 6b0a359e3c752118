package io.datastorm.core.workload.fault;

import java.util.Optional;

/** The members of a run's consumer groups, to which faults are done. With several groups each of them gets it. */
public interface ConsumerTarget {
    /** Lets a member die in the middle of its work. */
    void killConsumer(int member);

    /** Lets one more member join. */
    void joinConsumer();

    /** Replaces one member after the other; returns at once. */
    void rollConsumers();

    /** Lets a member hang. */
    void pauseConsumer(int member);

    /** Lets it go on. */
    void resumeConsumer(int member);

    /** The broker that coordinates a group, or the first one if none is named. */
    int coordinator(Optional<String> group);
}
