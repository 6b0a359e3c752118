package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.LatencySource;
import io.datastorm.core.measure.histogram.Summaries;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.measure.snapshot.Usage;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Makes one second of the snapshots that processes took of it. Its histograms are filled anew each second: what a
 * second takes from the heap is time that workers wait for the collector. Not thread-safe.
 */
final class SecondMerger {
    private final Latencies all = Latencies.empty();
    private final Map<String, Latencies> ofStreams = new LinkedHashMap<>();

    SecondMerger(List<String> streams) {
        streams.forEach(name -> ofStreams.put(name, Latencies.empty()));
    }

    /** What all processes did in a second. */
    RecordedSecond merge(List<Snapshot> snapshots, RecordedSecond.Context context) {
        boolean drain = snapshots.get(0).phase() == Snapshot.Phase.DRAIN;
        List<RecordedSecond.OfStream> streams = new ArrayList<>();
        ofStreams.forEach((name, scratch) -> {
            Latencies latencies = together(new Parts(snapshots, name).latencies(), scratch);
            streams.add(new RecordedSecond.OfStream(
                    name,
                    drain ? null : stream(new Parts(snapshots, name), latencies),
                    latencies,
                    new Parts(snapshots, name).dirty()));
        });
        Latencies latencies = together(
                streams.stream().map(RecordedSecond.OfStream::latencies).toList(), all);
        return drain
                ? new RecordedSecond(null, latencies, null, streams)
                : new RecordedSecond(
                        interval(snapshots, latencies, context),
                        latencies,
                        Summaries.second(latencies.response()),
                        streams);
    }

    /** All of them; of one that one itself, because adding histograms is most of what a second costs. */
    private static Latencies together(List<? extends LatencySource> parts, Latencies scratch) {
        if (parts.size() == 1 && parts.get(0) instanceof Latencies only) {
            return only;
        }
        scratch.clear();
        parts.forEach(part -> part.addTo(scratch));
        return scratch;
    }

    /** Of one stream, or of all if it has no name. */
    private record Parts(List<Snapshot> snapshots, String stream) {
        long count(ToDoubleFunction<Counts> figure) {
            return Math.round(sum(figure, false));
        }

        /** Processes do not wake up at the same moment: each counts by its own length of the second. */
        double perSecond(ToDoubleFunction<Counts> figure) {
            return sum(figure, true);
        }

        private double sum(ToDoubleFunction<Counts> figure, boolean perSecond) {
            double sum = 0;
            for (Snapshot snapshot : snapshots) {
                for (StreamSnapshot part : snapshot.streams()) {
                    if (stream == null || stream.equals(part.stream())) {
                        sum += figure.applyAsDouble(part.counts()) / (perSecond ? snapshot.seconds() : 1);
                    }
                }
            }
            return sum;
        }

        List<LatencySource> latencies() {
            return snapshots.stream()
                    .flatMap(snapshot -> snapshot.streams().stream())
                    .filter(part -> part.stream().equals(stream))
                    .map(StreamSnapshot::latencies)
                    .toList();
        }

        List<DirtyRecord> dirty() {
            return snapshots.stream()
                    .flatMap(snapshot -> snapshot.streams().stream())
                    .filter(part -> part.stream().equals(stream))
                    .flatMap(part -> part.dirt().records().stream())
                    .toList();
        }

        double seconds() {
            return snapshots.stream().mapToDouble(Snapshot::seconds).average().orElse(0);
        }
    }

    private static StreamInterval stream(Parts parts, Latencies latencies) {
        return new StreamInterval(
                parts.snapshots().get(0).second(),
                parts.seconds(),
                parts.count(counts -> counts.sent().acknowledged()),
                parts.perSecond(counts -> counts.sent().acknowledged()),
                parts.perSecond(counts -> counts.sent().acknowledgedBytes()),
                Summaries.millis(latencies.response(), 50),
                Summaries.millis(latencies.response(), 99),
                Summaries.millis(latencies.response(), 100),
                Summaries.millis(latencies.lag(), 99),
                parts.count(Counts::failedRecords));
    }

    private Interval interval(List<Snapshot> snapshots, Latencies latencies, RecordedSecond.Context context) {
        StreamInterval flow = stream(new Parts(snapshots, null), latencies);
        double pauses = snapshots.stream()
                .mapToDouble(snapshot -> snapshot.usage().pauses().totalMillis())
                .sum();
        return new Interval(
                flow.second(),
                flow.seconds(),
                flow.acknowledged(),
                flow.recordsPerSecond(),
                flow.payloadBytesPerSecond(),
                flow.p50Millis(),
                flow.p99Millis(),
                flow.maxMillis(),
                flow.lagP99Millis(),
                flow.failed(),
                snapshots.stream()
                        .mapToDouble(snapshot -> snapshot.usage().cpuSeconds() / snapshot.seconds())
                        .sum(),
                brokerCpu(snapshots),
                pauses,
                snapshots.stream()
                        .mapToLong(snapshot -> snapshot.usage().heapBytes())
                        .sum(),
                context.faults(),
                context.brokers());
    }

    private static List<Double> brokerCpu(List<Snapshot> snapshots) {
        Map<Integer, Double> cores = new TreeMap<>();
        for (Snapshot snapshot : snapshots) {
            for (Usage.BrokerUse broker : snapshot.usage().brokers()) {
                cores.merge(broker.id(), broker.cpuSeconds() / snapshot.seconds(), Double::sum);
            }
        }
        return List.copyOf(cores.values());
    }
}
