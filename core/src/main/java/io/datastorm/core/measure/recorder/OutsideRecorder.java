package io.datastorm.core.measure.recorder;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.machine.CpuQuota;
import io.datastorm.core.machine.Pressure;
import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.Observations;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunTrend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of a client that is not ours, from what can be seen from outside: by how much its topic grew, and what its
 * processes and the brokers used. What it acknowledged to itself, and how long that took, nobody knows: those figures
 * are missing, and records count when they are stored. Not thread-safe.
 */
public final class OutsideRecorder {
    private final List<Reading> readings = new ArrayList<>();

    /**
     * What can be seen at one moment.
     *
     * @param nanos when, on the monotonic clock
     * @param stored records that the topic holds
     * @param cpuSeconds that the client's processes have used so far
     * @param rssBytes memory that they hold
     */
    public record Reading(
            long nanos, long stored, double cpuSeconds, long rssBytes, List<BrokerMeter.Reading> brokers) {}

    /** The next reading; the first is the beginning of the measured window, the last its end. */
    public void add(Reading reading) {
        readings.add(reading);
    }

    /**
     * The result, after at least two readings.
     *
     * @param run how it is called
     * @param plan what was asked for
     */
    public RunResult result(RunResult.Run run, Map<String, Object> plan, RunResult.Environment environment) {
        Reading first = readings.get(0);
        Reading last = readings.get(readings.size() - 1);
        double seconds = seconds(first, last);
        long records = last.stored() - first.stored();
        double cpu = last.cpuSeconds() - first.cpuSeconds();
        long rss = readings.stream().mapToLong(Reading::rssBytes).max().orElse(0);
        Bottleneck limit = Bottleneck.judgeFromOutside(observations(environment, cpu / seconds));
        return new RunResult(
                RunResult.FORMAT_VERSION,
                new RunResult.Run(run.id(), run.name(), run.startedAt(), seconds, true, run.datastormVersion()),
                plan,
                environment,
                new RunResult.Totals(
                        null, null, last.stored(), null, null, last.stored(), null, null, null, Map.of(), Map.of()),
                new RunResult.Throughput(records / seconds, null, null, null, null),
                new RunResult.Latency(null, null, null, null, null, "saturated", null, null, null),
                new RunResult.Generator(cpu, cpu > 0 ? records / cpu : 0, null, null, null, null, null, rss),
                brokers(first, last),
                intervals(),
                new RunResult.Validity(
                        null,
                        limit.by(),
                        limit.evidence(),
                        List.of("seen from outside: records count when they are stored; "
                                + "latencies and losses are not known"),
                        RunTrend.of(intervals())
                                .map(trend -> !RunTrend.matters(trend))
                                .orElse(null),
                        null),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                RunResult.Senders.UNKNOWN,
                List.of(),
                null,
                null);
    }

    private Observations observations(RunResult.Environment environment, double generatorCores) {
        Reading first = readings.get(0);
        Reading last = readings.get(readings.size() - 1);
        return new Observations(
                new Observations.Machine(
                        CpuQuota.cores(),
                        environment.local(),
                        generatorCores,
                        brokerCores(first, last),
                        Map.of(),
                        new Observations.Busiest("unknown", 0),
                        Pressure.Loss.UNKNOWN),
                new Observations.Flow(seconds(first, last), null, 0, 0, ""),
                new Observations.Client(0, 0, false, 0, 0, 0),
                null,
                List.of());
    }

    private List<RunResult.Broker> brokers(Reading first, Reading last) {
        List<RunResult.Broker> brokers = new ArrayList<>();
        for (int i = 0; i < last.brokers().size(); i++) {
            int index = i;
            BrokerMeter.Reading end = last.brokers().get(i);
            brokers.add(new RunResult.Broker(
                    end.id(),
                    end.cpuSeconds() - first.brokers().get(i).cpuSeconds(),
                    readings.stream()
                            .mapToLong(reading -> reading.brokers().get(index).rssBytes())
                            .max()
                            .orElse(0)));
        }
        return brokers;
    }

    private List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>();
        for (int i = 1; i < readings.size(); i++) {
            Reading from = readings.get(i - 1);
            Reading to = readings.get(i);
            double seconds = seconds(from, to);
            long records = to.stored() - from.stored();
            intervals.add(new Interval(
                    i,
                    seconds,
                    records,
                    records / seconds,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    (to.cpuSeconds() - from.cpuSeconds()) / seconds,
                    brokerCores(from, to),
                    null,
                    null,
                    List.of(),
                    List.of()));
        }
        return intervals;
    }

    private static List<Double> brokerCores(Reading from, Reading to) {
        List<Double> cores = new ArrayList<>();
        for (int i = 0; i < to.brokers().size(); i++) {
            double used =
                    to.brokers().get(i).cpuSeconds() - from.brokers().get(i).cpuSeconds();
            cores.add(used / seconds(from, to));
        }
        return cores;
    }

    private static double seconds(Reading from, Reading to) {
        return (to.nanos() - from.nanos()) / 1e9;
    }
}
