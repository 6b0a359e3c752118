package io.datastorm.core.measure.recorder;

import io.datastorm.core.machine.CpuQuota;
import io.datastorm.core.machine.Pressure;
import io.datastorm.core.measure.Counts;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.Observations;
import io.datastorm.core.result.broker.BrokerSums;
import io.datastorm.core.workload.SenderPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a run when its limit is judged.
 *
 * @param local whether the brokers share this machine
 * @param cores that the generator may use, of all hosts
 * @param seconds how long the measured window is
 * @param rateMet whether all asked rates were met; null if that cannot be said
 * @param waiting the stream whose workers waited most
 * @param targetPerSecond records that are due in a second at least; infinite at full load
 */
record RunObservations(
        boolean local, double cores, double seconds, Boolean rateMet, double targetPerSecond, StreamRecorder waiting) {
    private static final double HALF_SECOND = 0.5;
    private static final double BITS = 8;
    private static final double MANY_A_SECOND = 10;

    /** Of all hosts together. */
    static double cores(Map<Integer, RunRecorder.AgentFacts> agents) {
        Map<String, Integer> hosts = new TreeMap<>();
        agents.values().forEach(agent -> hosts.put(agent.host(), agent.cores()));
        boolean elsewhere = hosts.keySet().stream().anyMatch(host -> !host.equals(AgentSums.HERE.host()));
        return elsewhere ? hosts.values().stream().mapToInt(Integer::intValue).sum() : CpuQuota.cores();
    }

    Observations of(SnapshotSum sum, UsageSum usage, List<Interval> intervals, BrokerSums told, Pressure.Loss loss) {
        return new Observations(
                machine(usage, loss), flow(sum.counts(), intervals), client(sum, usage), link(usage), told.means());
    }

    private Observations.Link link(UsageSum usage) {
        return usage.links().stream()
                .map(link -> new Observations.Link(
                        link.name(),
                        link.bitsPerSecond(),
                        seconds > 0 ? BITS * Math.max(link.receivedBytes(), link.sentBytes()) / seconds : 0))
                .max(Comparator.comparingDouble(Observations.Link::share))
                .orElse(null);
    }

    private Observations.Machine machine(UsageSum usage, Pressure.Loss loss) {
        List<Double> brokers = usage.brokers().stream()
                .map(broker -> seconds > 0 ? broker.cpuSeconds() / seconds : 0)
                .toList();
        Observations.Busiest busiest = usage.threads()
                .max(Comparator.comparingDouble(UsageSum.ThreadShare::share))
                .map(thread -> new Observations.Busiest(thread.name(), thread.share()))
                .orElse(new Observations.Busiest("unknown", 0));
        return new Observations.Machine(cores, local, usage.cores(), brokers, processes(usage), busiest, loss);
    }

    private Map<String, Double> processes(UsageSum usage) {
        Map<String, Double> cores = new TreeMap<>();
        usage.processes()
                .forEach(process -> cores.put(process.name(), seconds > 0 ? process.cpuSeconds() / seconds : 0));
        return cores;
    }

    private Observations.Flow flow(Counts counts, List<Interval> intervals) {
        long silent = intervals.stream()
                .filter(interval -> interval.acknowledged() == 0 && interval.seconds() > HALF_SECOND)
                .count();
        return new Observations.Flow(
                seconds,
                rateMet,
                expectsEverySecond() ? silent / (double) Math.max(1, intervals.size()) : 0,
                counts.failedRecords() / (double) Math.max(1, counts.sent().attempted()),
                counts.failed().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(""));
    }

    /** A record every few seconds leaves seconds without one. */
    private boolean expectsEverySecond() {
        return targetPerSecond >= MANY_A_SECOND;
    }

    /** Of the stream whose workers waited most: what is true of another one explains nothing. */
    private Observations.Client client(SnapshotSum all, UsageSum usage) {
        SenderPlan sender = waiting.plan().sender();
        return new Observations.Client(
                waiting.waitingShare(seconds, usage),
                share(all.measuredHealth().throttledMillis() / 1000),
                sender.outstanding().isPresent(),
                sender.batch().linger().toNanos() / 1e9,
                waiting.sum().medianServiceSeconds(),
                // A worker that waits for a commit does not wait for room in its buffer.
                waiting.plan().sender().transactions().isPresent()
                        ? 0
                        : waiting.sum().measuredHealth().batchFill());
    }

    private double share(double spent) {
        return seconds > 0 ? Math.max(0, Math.min(1, spent / seconds)) : 0;
    }
}
