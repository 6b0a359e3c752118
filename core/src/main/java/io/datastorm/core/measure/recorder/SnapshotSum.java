package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.DirtCounts;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.TransactionCounts;
import io.datastorm.core.measure.histogram.LatencyOverTime;
import io.datastorm.core.measure.histogram.Summaries;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.result.LatencyDistribution;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.TransactionResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The sum of snapshots of one stream, or of several: of any number of processes, in any order. Percentiles are those of
 * the added histograms, never means. Not thread-safe.
 */
final class SnapshotSum {
    private final Latencies latencies = Latencies.empty();
    /** By process and stream: of which of them something was most is known at the end only. */
    private final Map<String, SenderHealth> health = new TreeMap<>();

    private final Map<String, SenderHealth> measuredHealth = new TreeMap<>();
    private Counts counts = Counts.NONE;
    private DirtCounts dirt = DirtCounts.NONE;

    /** Of several streams together; of one that one itself. */
    static SnapshotSum of(List<SnapshotSum> sums) {
        if (sums.size() == 1) {
            return sums.get(0);
        }
        SnapshotSum all = new SnapshotSum();
        for (SnapshotSum one : sums) {
            all.counts = all.counts.plus(one.counts);
            all.dirt = all.dirt.plus(one.dirt);
            one.latencies.addTo(all.latencies);
            all.health.putAll(one.health);
            all.measuredHealth.putAll(one.measuredHealth);
        }
        return all;
    }

    void add(int agent, boolean measured, StreamSnapshot part) {
        counts = counts.plus(part.counts());
        dirt = dirt.plus(part.dirt().counts());
        String source = agent + " " + part.stream();
        health.merge(source, part.health(), SenderHealth::then);
        if (measured) {
            measuredHealth.merge(source, part.health(), SenderHealth::then);
        }
    }

    /** Adds what all processes together took in one second. */
    void add(Latencies second) {
        second.addTo(latencies);
    }

    Counts counts() {
        return counts;
    }

    /** What was wrong on purpose. */
    DirtCounts dirt() {
        return dirt;
    }

    /** What senders told within the measured window. */
    SenderHealth measuredHealth() {
        return measuredHealth.values().stream().reduce(SenderHealth.NONE, SenderHealth::plus);
    }

    double medianServiceSeconds() {
        return latencies.service().getValueAtPercentile(50) / 1e9;
    }

    /**
     * What became of all records.
     *
     * @param stored by how much the topics grew; null if it could not be asked
     * @param agrees whether that is what was acknowledged; null if it cannot be told
     */
    RunResult.Totals totals(Long stored, Boolean agrees) {
        return new RunResult.Totals(
                counts.sent().attempted(),
                counts.sent().neverSent(),
                counts.sent().acknowledged(),
                counts.failedRecords(),
                counts.unresolvedRecords(),
                stored,
                agrees,
                counts.sent().acknowledgedBytes(),
                wireBytes(),
                counts.failed(),
                counts.unresolved());
    }

    private long wireBytes() {
        return health.values().stream().mapToLong(SenderHealth::wireBytes).sum();
    }

    /** How much of it was in the measured window; {@code target} is null at full load. */
    RunResult.Throughput throughput(double seconds, Double target) {
        if (seconds <= 0) {
            return new RunResult.Throughput(0, 0.0, 0.0, target, null);
        }
        Counts.InWindow window = counts.window();
        long sentBytes = counts.sent().acknowledgedBytes();
        double wireShare = sentBytes > 0 ? wireBytes() / (double) sentBytes : 0;
        long batches = measuredHealth().batches();
        return new RunResult.Throughput(
                window.acknowledged() / seconds,
                window.bytes() / seconds,
                window.bytes() * wireShare / seconds,
                target,
                batches > 0 ? window.acknowledged() / (double) batches : null);
    }

    /** What became of transactions. */
    TransactionResult transactions() {
        TransactionCounts ended = counts.transactions();
        return new TransactionResult(
                ended.committed(),
                ended.aborted(),
                ended.unresolved(),
                ended.replacedProducers(),
                ended.committedRecords(),
                Summaries.of(latencies.commit()),
                Summaries.of(latencies.open()),
                null,
                null,
                null,
                null);
    }

    RunResult.Latency latency(boolean openLoop) {
        Histogram censored = latencies.censored();
        return new RunResult.Latency(
                Summaries.of(latencies.response()),
                Summaries.of(latencies.service()),
                openLoop ? Summaries.of(latencies.lag()) : null,
                null,
                null,
                openLoop ? "openLoop" : "saturated",
                censored.getTotalCount(),
                censored.getTotalCount() == 0 ? null : censored.getMinValue() / 1e6,
                null);
    }

    /** How latencies were distributed. */
    LatencyDistribution distribution(boolean openLoop, LatencyOverTime overTime) {
        return new LatencyDistribution(
                Summaries.percentiles(latencies.response()),
                openLoop ? Summaries.percentiles(latencies.service()) : List.of(),
                overTime.columns(),
                overTime.late());
    }
}
