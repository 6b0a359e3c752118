package io.datastorm.core.measure.recorder;

import io.datastorm.core.measure.DirtCounts;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunTrend;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the snapshots of one stream, and makes its part of the result. Not thread-safe. */
final class StreamRecorder {
    private static final double SHORTEST_SECONDS = 0.05;
    /** Of a stream; the others are counted. */
    private static final int MOST_LISTED = 1_000_000;

    private final StreamPlan plan;
    private final Window window;
    private final SnapshotSum sum = new SnapshotSum();
    private final List<StreamInterval> intervals = new ArrayList<>();
    private double measuredSeconds;
    private int listed;

    /**
     * For a stream.
     *
     * @param window when it is measured
     */
    StreamRecorder(StreamPlan plan, Window window) {
        this.plan = plan;
        this.window = window;
    }

    StreamPlan plan() {
        return plan;
    }

    SnapshotSum sum() {
        return sum;
    }

    void add(int agent, boolean measured, StreamSnapshot part) {
        sum.add(agent, measured, part);
    }

    /** Adds a measured second, and returns it as far as the stream was measured in it: it may end before the run. */
    Optional<StreamInterval> add(StreamInterval interval) {
        double left = window.toNanos() == Long.MAX_VALUE ? interval.seconds() : windowSeconds() - measuredSeconds;
        if (left < SHORTEST_SECONDS) {
            return Optional.empty();
        }
        StreamInterval measured = left < interval.seconds() - SHORTEST_SECONDS ? interval.within(left) : interval;
        intervals.add(measured);
        if (plan.extent().endless() && intervals.size() > RunRecorder.ENDLESS_SECONDS) {
            intervals.remove(0);
        }
        measuredSeconds += measured.seconds();
        return Optional.of(measured);
    }

    /** Those of them that are listed. */
    List<DirtyRecord> list(List<DirtyRecord> dirty) {
        List<DirtyRecord> all = dirty.subList(0, Math.min(dirty.size(), MOST_LISTED - listed));
        listed += all.size();
        return all;
    }

    private RunResult.Dirt dirt() {
        DirtCounts counts = sum.dirt();
        return plan.records().dirt().any()
                ? new RunResult.Dirt(
                        counts.of(DirtKind.LATE),
                        counts.of(DirtKind.DROPPED),
                        counts.of(DirtKind.DUPLICATE),
                        counts.of(DirtKind.INVALID),
                        listed)
                : null;
    }

    /** Measured seconds: those of the window, or as far as it goes if it has not ended. */
    double seconds(boolean ended) {
        return window.toNanos() == Long.MAX_VALUE || !ended ? measuredSeconds : windowSeconds();
    }

    private double windowSeconds() {
        return Math.max(0, (window.toNanos() - window.fromNanos()) / 1e9);
    }

    /** The mean of the rate that was due within the window; null at full load. */
    Double target() {
        return plan.extent()
                .duration()
                .or(() -> plan.load().duration())
                .flatMap(duration -> plan.load().dueWithin(duration).map(due -> due / (duration.toNanos() / 1e9)))
                .or(() -> plan.load().dueWithin(Duration.ofSeconds(1)).map(due -> (double) due))
                .orElse(null);
    }

    /** Null when no rate was asked for, or while the window has no end. */
    Boolean rateMet() {
        boolean judged = target() != null && window.toNanos() != Long.MAX_VALUE;
        return judged ? new RateCheck(plan, window, sum.counts()).met(sum.medianServiceSeconds()) : null;
    }

    /** Null if it cannot be told: before the end, with faults, and of a load that changes. */
    Boolean steady(boolean told) {
        if (!told || plan.load().duration().isPresent()) {
            return null;
        }
        return RunTrend.of(intervals).map(trend -> !RunTrend.matters(trend)).orElse(null);
    }

    /**
     * The part of their time for which its workers waited for brokers. Waiting is time in which a worker used no core:
     * what it does itself while it waits, such as encryption, is its own work.
     */
    double waitingShare(double runSeconds, UsageSum usage) {
        double waited = sum.measuredHealth().waitedNanos() / 1e9 / plan.workersOfAll() / Math.max(1e-9, runSeconds);
        double working = usage.threads()
                .filter(thread -> plan.owns(thread.name()))
                .mapToDouble(UsageSum.ThreadShare::share)
                .average()
                .orElse(0);
        return Math.max(0, Math.min(Math.min(1, waited), 1 - working));
    }

    /**
     * Its part of the result.
     *
     * @param told whether its steadiness can be told
     * @param stored null if it could not be asked
     */
    RunResult.Stream result(boolean ended, boolean told, TopicGrowth stored) {
        return new RunResult.Stream(
                plan.title(),
                plan.topic().name(),
                plan.topic().count(),
                stored == null ? plan.topic().allPartitions() : stored.partitions(),
                sum.totals(stored == null ? null : stored.records(), agrees(stored)),
                sum.throughput(seconds(ended), target()),
                sum.latency(plan.load().openLoop()),
                rateMet(),
                steady(told),
                List.copyOf(intervals),
                dirt(),
                null);
    }

    /**
     * Where others write as well, or a process was lost, more than was sent says nothing; nor does less, where
     * partitions were left out.
     */
    private Boolean agrees(TopicGrowth stored) {
        ToldRecords told = ToldRecords.of(sum.counts());
        long least = told.acknowledged();
        long most = least + told.unresolved() + told.unresolvedMarkers();
        // A coordinator that takes over may write markers once more: nobody can tell how many.
        if (stored != null && stored.records() > most && stored.records() <= most + told.markers()) {
            return null;
        }
        if (stored == null
                || ((plan.topic().otherWriters() || !stored.told()) && stored.records() > most)
                || (!stored.whole() && stored.records() < least)) {
            return null;
        }
        return stored.records() >= least && stored.records() <= most;
    }
}
