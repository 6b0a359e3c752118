package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.Usage;
import io.datastorm.core.result.RunResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What processes and brokers used in the measured window, as the sum of its snapshots. Not thread-safe. */
final class UsageSum {
    private final Map<Integer, OfAgent> agents = new TreeMap<>();
    private final Map<Integer, OfProcess> brokers = new TreeMap<>();

    private final Map<String, Usage.LinkUse> links = new TreeMap<>();

    private static final class OfAgent {
        private double seconds;
        private double cpuSeconds;
        private long allocatedBytes;
        private long peakHeap;
        private long peakRss;
        private Usage.Pauses pauses = Usage.Pauses.NONE;
        private final Map<Long, Usage.ThreadUse> threads = new HashMap<>();
        /** Processes that work for its senders, by their names. */
        private final Map<String, OfProcess> processes = new TreeMap<>();
    }

    private static final class OfProcess {
        private double cpuSeconds;
        private long peakRss;

        void add(double cpu, long rss) {
            cpuSeconds += cpu;
            peakRss = Math.max(peakRss, rss);
        }
    }

    /** Adds a snapshot of the measured window. */
    void add(Snapshot snapshot) {
        Usage usage = snapshot.usage();
        OfAgent agent = agents.computeIfAbsent(snapshot.agent(), index -> new OfAgent());
        agent.seconds += snapshot.seconds();
        agent.cpuSeconds += usage.cpuSeconds();
        agent.allocatedBytes += usage.allocatedBytes();
        agent.peakHeap = Math.max(agent.peakHeap, usage.heapBytes());
        agent.peakRss = Math.max(agent.peakRss, usage.rssBytes());
        agent.pauses = agent.pauses.plus(usage.pauses());
        for (Usage.ThreadUse thread : usage.threads()) {
            agent.threads.merge(thread.id(), thread, UsageSum::both);
        }
        for (Usage.BrokerUse used : usage.brokers()) {
            brokers.computeIfAbsent(used.id(), id -> new OfProcess()).add(used.cpuSeconds(), used.rssBytes());
        }
        for (Usage.SenderProcessUse used : usage.processes()) {
            agent.processes
                    .computeIfAbsent(used.name(), name -> new OfProcess())
                    .add(used.cpuSeconds(), used.rssBytes());
        }
        // Agents of one machine see the same link: each tells all that it carried.
        usage.links().forEach(link -> links.merge(snapshot.agent() + " " + link.name(), link, Usage.LinkUse::then));
    }

    /** What links carried in the measured window, in the order of their names. */
    Collection<Usage.LinkUse> links() {
        return links.values();
    }

    private static Usage.ThreadUse both(Usage.ThreadUse one, Usage.ThreadUse other) {
        return new Usage.ThreadUse(one.id(), one.name(), one.cpuSeconds() + other.cpuSeconds());
    }

    /** The generator's part of a result, for this many acknowledged records of the window. */
    RunResult.Generator generator(long records) {
        return generator(agents.values(), records);
    }

    /** The same of one process. */
    RunResult.Generator generator(int agent, long records) {
        OfAgent one = agents.get(agent);
        return generator(one == null ? List.of() : List.of(one), records);
    }

    private static RunResult.Generator generator(Collection<OfAgent> agents, long records) {
        double cpu = agents.stream().mapToDouble(agent -> agent.cpuSeconds).sum();
        long allocated =
                agents.stream().mapToLong(agent -> agent.allocatedBytes).sum();
        Usage.Pauses pauses = agents.stream().map(agent -> agent.pauses).reduce(Usage.Pauses.NONE, Usage.Pauses::plus);
        return new RunResult.Generator(
                cpu,
                cpu > 0 ? records / cpu : 0,
                pauses.count(),
                pauses.maxMillis(),
                pauses.totalMillis(),
                records > 0 ? allocated / (double) records : 0,
                agents.stream().mapToLong(agent -> agent.peakHeap).sum(),
                agents.stream().mapToLong(agent -> agent.peakRss).sum());
    }

    /** Of all processes together. */
    double cpuSeconds() {
        return agents.values().stream().mapToDouble(agent -> agent.cpuSeconds).sum();
    }

    /** Cores that all processes together used. */
    double cores() {
        return agents.values().stream()
                .mapToDouble(agent -> agent.cpuSeconds / Math.max(1e-9, agent.seconds))
                .sum();
    }

    /** How much of one core a thread used, 0 to 1. */
    record ThreadShare(String name, double share) {}

    Stream<ThreadShare> threads() {
        return agents.values().stream().flatMap(agent -> agent.threads.values().stream()
                .map(thread -> new ThreadShare(thread.name(), thread.cpuSeconds() / Math.max(1e-9, agent.seconds))));
    }

    /** What processes used that worked for the senders; those of the same name together. */
    List<RunResult.SenderProcess> processes() {
        Map<String, RunResult.SenderProcess> named = new TreeMap<>();
        for (OfAgent agent : agents.values()) {
            agent.processes.forEach((name, used) -> named.merge(
                    name,
                    new RunResult.SenderProcess(name, used.cpuSeconds, used.peakRss),
                    (one, other) -> new RunResult.SenderProcess(
                            name, one.cpuSeconds() + other.cpuSeconds(), one.peakRssBytes() + other.peakRssBytes())));
        }
        return List.copyOf(named.values());
    }

    /** The brokers' part of a result. */
    List<RunResult.Broker> brokers() {
        return brokers.entrySet().stream()
                .map(entry ->
                        new RunResult.Broker(entry.getKey(), entry.getValue().cpuSeconds, entry.getValue().peakRss))
                .toList();
    }
}
