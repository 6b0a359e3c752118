package io.datastorm.core.machine;

import java.util.List;

/** Reads what the brokers of a local cluster have used so far. Called by the sampler's thread. */
@FunctionalInterface
public interface BrokerMeter {
    /** For a cluster that is not ours: nothing can be read. */
    BrokerMeter NONE = List::of;

    /** One reading a broker, in the order of their ids. */
    List<Reading> read();

    /** What the links that lead to the brokers have carried; none if their rates are not known. */
    default List<NetworkLink.Reading> links() {
        return List.of();
    }

    /** Of brokers elsewhere: they are reached over this link. */
    static BrokerMeter over(NetworkLink link) {
        return new BrokerMeter() {
            @Override
            public List<Reading> read() {
                return List.of();
            }

            @Override
            public List<NetworkLink.Reading> links() {
                return link.read().stream().toList();
            }
        };
    }

    /**
     * What a broker's process has used since it started.
     *
     * @param id node id
     * @param cpuSeconds user and system time
     * @param rssBytes resident memory now
     */
    record Reading(int id, double cpuSeconds, long rssBytes) {}
}
