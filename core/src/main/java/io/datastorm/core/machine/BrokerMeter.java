package io.datastorm.core.machine;

import java.util.List;

/** Reads what the brokers of a local cluster have used so far. Called by the sampler's thread. */
@FunctionalInterface
public interface BrokerMeter {
    /** For a cluster that is not ours: nothing can be read. */
    BrokerMeter NONE = List::of;

    /** One reading a broker, in the order of their ids. */
    List<Reading> read();

    /**
     * What a broker's process has used since it started.
     *
     * @param id node id
     * @param cpuSeconds user and system time
     * @param rssBytes resident memory now
     */
    record Reading(int id, double cpuSeconds, long rssBytes) {}
}
