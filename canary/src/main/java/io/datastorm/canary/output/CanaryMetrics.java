package io.datastorm.canary.output;

import io.datastorm.canary.Canary;
import io.datastorm.canary.CanaryStatus;
import io.datastorm.canary.figures.PartitionFigures;
import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.RecordListener;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The figures of a canary for Prometheus. Thread-safe. */
public final class CanaryMetrics implements RecordListener, MultiCollector {
    private static final String PREFIX = "datastorm_canary_";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final double PERCENT = 100;

    private final Canary canary;
    private final Histogram response;
    private final Histogram endToEnd;

    /** Of a canary. */
    public CanaryMetrics(Canary canary) {
        this.canary = canary;
        this.response = histogram("response", "From when a record was due to its acknowledgement.");
        this.endToEnd = histogram("end_to_end", "From when a record was due until it was read.");
    }

    private Histogram histogram(String name, String help) {
        return Histogram.builder()
                .name(PREFIX + name + "_latency_seconds")
                .unit(Unit.SECONDS)
                .help(help + " A record that did not come counts with the deadline.")
                .constLabels(Labels.of(TOPIC, canary.status().topic()))
                .labelNames(PARTITION)
                .classicExponentialUpperBounds(0.001, 2, 17)
                .build();
    }

    @Override
    public void decided(Decision decision, long nowNanos) {
        String partition = Integer.toString(decision.partition());
        response.labelValues(partition).observe(decision.responseNanos() / 1e9);
        endToEnd.labelValues(partition).observe(decision.endToEndNanos() / 1e9);
    }

    @Override
    public MetricSnapshots collect() {
        CanaryStatus status = canary.status();
        return MetricSnapshots.builder()
                .metricSnapshot(response.collect())
                .metricSnapshot(endToEnd.collect())
                .metricSnapshot(outcomes(status))
                .metricSnapshot(
                        counter(status, "records_late", "Records that were read after their deadline.", f -> f.totals()
                                .late()))
                .metricSnapshot(counter(status, "records_duplicated", "Records that were read twice.", f -> f.totals()
                        .duplicated()))
                .metricSnapshot(counter(
                        status,
                        "records_lost",
                        "Records that were acknowledged and are not in the topic.",
                        f -> f.totals().lost()))
                .metricSnapshot(gauge(
                        status,
                        "availability_ratio",
                        "Share of the records of a window that were " + "acknowledged and read by their deadline.",
                        availability(status)))
                .metricSnapshot(gauge(
                        status,
                        "objective_met",
                        "1 as long as an objective is met, 0 when it is violated.",
                        met(status)))
                .metricSnapshot(gauge(
                        status,
                        "cluster_seen_seconds",
                        "How long ago the cluster described itself.",
                        Map.of(Labels.EMPTY, status.seenSeconds())))
                .metricSnapshot(gauge(status, "broker_up", "1 if a broker of the cluster is up.", brokers(status)))
                .metricSnapshot(gauge(
                        status,
                        "partition_leader",
                        "The broker that leads a partition; -1 if none does.",
                        leaders(status)))
                .build();
    }

    private static Labels topic(CanaryStatus status) {
        return Labels.of(TOPIC, status.topic());
    }

    private static CounterSnapshot outcomes(CanaryStatus status) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(PREFIX + "records")
                .help("Records of which it is known what became of them.");
        Map<String, ToLongFunction<PartitionFigures>> outcomes = new LinkedHashMap<>();
        outcomes.put("good", figures -> figures.totals().good());
        outcomes.put("not_sent", figures -> figures.totals().notSent());
        outcomes.put("not_acknowledged", figures -> figures.totals().notAcknowledged());
        outcomes.put("not_read", figures -> figures.totals().notRead());
        outcomes.forEach((outcome, figure) -> add(counter, status, topic(status).add("outcome", outcome), figure));
        return counter.build();
    }

    private static CounterSnapshot counter(
            CanaryStatus status, String name, String help, ToLongFunction<PartitionFigures> figure) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        add(counter, status, topic(status), figure);
        return counter.build();
    }

    private static void add(
            CounterSnapshot.Builder counter,
            CanaryStatus status,
            Labels labels,
            ToLongFunction<PartitionFigures> figure) {
        status.partitions().stream()
                .filter(partition -> partition.figures() != null)
                .forEach(partition -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels.add(PARTITION, Integer.toString(partition.number())))
                        .value((double) figure.applyAsLong(partition.figures()))
                        .build()));
    }

    private static GaugeSnapshot gauge(CanaryStatus status, String name, String help, Map<Labels, Double> values) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        values.forEach((labels, value) -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(topic(status).merge(labels))
                .value(value)
                .build()));
        return gauge.build();
    }

    private static Map<Labels, Double> availability(CanaryStatus status) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        status.windows().stream()
                .filter(window -> window.availability() != null)
                .forEach(window -> values.put(Labels.of("window", window.window()), window.availability() / PERCENT));
        return values;
    }

    private static Map<Labels, Double> met(CanaryStatus status) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        status.objectives()
                .forEach(
                        objective -> values.put(Labels.of("objective", objective.text()), objective.met() ? 1.0 : 0.0));
        return values;
    }

    private static Map<Labels, Double> brokers(CanaryStatus status) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        status.brokers().stream()
                .filter(broker -> broker.up() != null)
                .forEach(broker ->
                        values.put(Labels.of("broker", Integer.toString(broker.id())), broker.up() ? 1.0 : 0.0));
        return values;
    }

    private static Map<Labels, Double> leaders(CanaryStatus status) {
        Map<Labels, Double> values = new LinkedHashMap<>();
        status.partitions().stream()
                .filter(partition -> partition.leader() != null)
                .forEach(partition -> values.put(
                        Labels.of(PARTITION, Integer.toString(partition.number())),
                        partition.leader().doubleValue()));
        return values;
    }
}
