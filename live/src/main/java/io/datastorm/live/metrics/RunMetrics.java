package io.datastorm.live.metrics;

import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.run.RunObserver;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a run for Prometheus: sums of its seconds, the warm-up included, and the state of the last one.
 * Thread-safe.
 */
public final class RunMetrics implements RunObserver, MultiCollector {
    private final Labels run;
    private final Map<String, StreamSum> streams = new LinkedHashMap<>();
    private final Map<String, Double> faults = new LinkedHashMap<>();
    private double gcPauseSeconds;
    private RunSecond last;

    /** Of one stream. */
    private static final class StreamSum {
        private final LatencySum response = new LatencySum();
        private final LatencySum service = new LatencySum();
        private double acknowledged;
        private double bytes;
        private double failed;
    }

    /** What each agent has sent, by its labels. */
    private final Map<Labels, double[]> agents = new LinkedHashMap<>();

    /**
     * Of a run.
     *
     * @param run its name: the value of a label
     */
    public RunMetrics(String run) {
        this.run = Labels.of("run", run);
    }

    @Override
    public synchronized void second(RunSecond second) {
        last = second;
        Interval interval = second.interval();
        gcPauseSeconds += interval.gcPauseMillis() == null ? 0 : interval.gcPauseMillis() / 1e3;
        interval.faults().stream()
                .filter(fault -> !fault.startsWith("end of ") && !fault.startsWith(Fault.NOTE))
                .forEach(fault -> faults.merge(fault, 1.0, Double::sum));
        second.agents()
                .forEach((index, agent) -> agents.computeIfAbsent(
                                        Labels.of("agent", Integer.toString(index), "host", agent.host()),
                                        first -> new double[1])[0] +=
                        agent.acknowledged());
        second.streams().forEach((name, part) -> {
            StreamSum sum = streams.computeIfAbsent(name, first -> new StreamSum());
            sum.acknowledged += part.interval().acknowledged();
            sum.bytes +=
                    part.interval().payloadBytesPerSecond() * part.interval().seconds();
            sum.failed += part.interval().failed();
            sum.response.add(part.response());
            sum.service.add(part.service());
        });
    }

    @Override
    public synchronized MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        if (last == null) {
            return all.build();
        }
        Interval interval = last.interval();
        all.metricSnapshot(counter("records_acknowledged", "Records that brokers acknowledged.", s -> s.acknowledged))
                .metricSnapshot(counter("acknowledged_bytes", "Bytes of the values of those records.", s -> s.bytes))
                .metricSnapshot(counter("records_failed", "Records that failed.", s -> s.failed))
                .metricSnapshot(
                        histogram("response", "From when a record was due to its acknowledgement.", s -> s.response))
                .metricSnapshot(
                        histogram("service", "From when a record was sent to its acknowledgement.", s -> s.service))
                .metricSnapshot(groups(
                        "consumer_records_per_second",
                        "Records that a group read in the last second.",
                        group -> group.recordsPerSecond()))
                .metricSnapshot(groups(
                        "consumer_lag_records",
                        "Records that a group has not read yet.",
                        group -> group.lagRecords() == null ? Double.NaN : group.lagRecords()))
                .metricSnapshot(gauge(
                        "asked_records_per_second",
                        "Records that were due in the last second; none at full speed.",
                        last.asked()))
                .metricSnapshot(gauge(
                        "measuring", "1 in the measured window, 0 in the warm-up.", interval.measured() ? 1.0 : 0.0))
                .metricSnapshot(gauge("generator_cpu_cores", "Cores that the generator used.", interval.generatorCpu()))
                .metricSnapshot(gauge(
                        "generator_heap_bytes",
                        "The generator's heap in use.",
                        interval.heapBytes() == null ? null : (Double) (double) interval.heapBytes()))
                .metricSnapshot(brokers(interval))
                .metricSnapshot(agents())
                .metricSnapshot(pauses())
                .metricSnapshot(faults())
                .metricSnapshot(limit(last.limit()));
        return all.build();
    }

    private CounterSnapshot counter(String name, String help, ToDoubleFunction<StreamSum> figure) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("datastorm_" + name).help(help);
        streams.forEach((stream, sum) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(run.add("stream", stream))
                .value(figure.applyAsDouble(sum))
                .build()));
        return counter.build();
    }

    private HistogramSnapshot histogram(String name, String help, Function<StreamSum, LatencySum> which) {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name("datastorm_" + name + "_latency_seconds")
                .unit(Unit.SECONDS)
                .help(help);
        streams.forEach((stream, sum) -> histogram.dataPoint(which.apply(sum).snapshot(run.add("stream", stream))));
        return histogram.build();
    }

    private GaugeSnapshot groups(String name, String help, ToDoubleFunction<ConsumerResult.Interval> figure) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("datastorm_" + name).help(help);
        last.groups()
                .forEach((group, interval) ->
                        gauge.dataPoint(point(run.add("group", group), figure.applyAsDouble(interval))));
        return gauge.build();
    }

    private GaugeSnapshot gauge(String name, String help, Double value) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("datastorm_" + name).help(help);
        if (value != null) {
            gauge.dataPoint(point(run, value));
        }
        return gauge.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }

    private GaugeSnapshot brokers(Interval interval) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("datastorm_broker_cpu_cores").help("Cores that a local broker used.");
        for (int i = 0; i < interval.brokerCpu().size(); i++) {
            gauge.dataPoint(point(
                    run.add("broker", Integer.toString(i + 1)),
                    interval.brokerCpu().get(i)));
        }
        return gauge.build();
    }

    private CounterSnapshot agents() {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name("datastorm_agent_records_acknowledged")
                .help("Records that brokers acknowledged to an agent.");
        agents.forEach((labels, sum) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(run.merge(labels))
                .value(sum[0])
                .build()));
        return counter.build();
    }

    private CounterSnapshot pauses() {
        return CounterSnapshot.builder()
                .name("datastorm_generator_gc_pause_seconds")
                .help("Pauses of the generator's collector.")
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(run)
                        .value(gcPauseSeconds)
                        .build())
                .build();
    }

    private CounterSnapshot faults() {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("datastorm_faults").help("Faults that were made on purpose.");
        faults.forEach((fault, count) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(run.add("fault", fault))
                .value(count)
                .build()));
        return counter.build();
    }

    private StateSetSnapshot limit(Bottleneck limit) {
        StateSetSnapshot.StateSetDataPointSnapshot.Builder point =
                StateSetSnapshot.StateSetDataPointSnapshot.builder().labels(run);
        Bottleneck.KINDS.forEach(kind -> point.state(kind, kind.equals(limit.by())));
        return StateSetSnapshot.builder()
                .name("datastorm_limited_by")
                .help("What limits the run, by all that was measured so far.")
                .dataPoint(point.build())
                .build();
    }
}
