package io.datastorm.core.measure.snapshot;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a process, and the brokers that it can see, used in one second.
 *
 * @param cpuSeconds of the process
 * @param allocatedBytes by its threads
 * @param heapBytes in use at the end
 * @param rssBytes resident at the end
 * @param pauses of its collector
 * @param threads what each thread used
 * @param brokers what each local broker used
 * @param processes what processes used that work for the senders
 * @param links what the links that lead to the brokers carried, as far as their rates are known
 */
public record Usage(
        double cpuSeconds,
        long allocatedBytes,
        long heapBytes,
        long rssBytes,
        Pauses pauses,
        List<ThreadUse> threads,
        List<BrokerUse> brokers,
        List<SenderProcessUse> processes,
        List<LinkUse> links) {
    /** Of a process that somebody else tells of. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, Pauses.NONE, List.of(), List.of(), List.of(), List.of());

    /** The same with what brokers used, and links of theirs. */
    public Usage with(List<BrokerUse> used, List<LinkUse> carried) {
        List<LinkUse> all = Stream.concat(links.stream(), carried.stream()).toList();
        return new Usage(cpuSeconds, allocatedBytes, heapBytes, rssBytes, pauses, threads, used, processes, all);
    }

    /** Pauses of a collector, in milliseconds. */
    public record Pauses(long count, double totalMillis, double maxMillis) {
        /** None. */
        public static final Pauses NONE = new Pauses(0, 0, 0);

        /** Both together. */
        public Pauses plus(Pauses other) {
            return new Pauses(
                    count + other.count, totalMillis + other.totalMillis, Math.max(maxMillis, other.maxMillis));
        }
    }

    /** A thread of the process; its id is never that of another one. */
    public record ThreadUse(long id, String name, double cpuSeconds) {}

    /** A broker's process; its memory is what is resident at the end. */
    public record BrokerUse(int id, double cpuSeconds, long rssBytes) {
        /** This one, and what it used after it. */
        public BrokerUse then(BrokerUse next) {
            return new BrokerUse(id, cpuSeconds + next.cpuSeconds, next.rssBytes);
        }
    }

    /** A process that works for the senders; its memory is what is resident at the end. */
    public record SenderProcessUse(String name, double cpuSeconds, long rssBytes) {
        /** Two processes of the same name together. */
        SenderProcessUse plus(SenderProcessUse other) {
            return new SenderProcessUse(name, cpuSeconds + other.cpuSeconds, rssBytes + other.rssBytes);
        }
    }

    /** A link, and what it carried in each direction. */
    public record LinkUse(String name, long bitsPerSecond, long receivedBytes, long sentBytes) {
        /** This one, and what it carried after it; its rate may have changed. */
        public LinkUse then(LinkUse next) {
            return new LinkUse(
                    name, next.bitsPerSecond, receivedBytes + next.receivedBytes, sentBytes + next.sentBytes);
        }
    }
}
