package io.datastorm.core.measure;

import io.datastorm.core.machine.CpuQuota;
import io.datastorm.core.machine.Pressure;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.Limit;
import io.datastorm.core.result.Observations;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunTrend;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Gathers a run's intervals and histograms, and makes a {@link RunResult} of them at any time: while the run goes on an
 * incomplete one, at the end the complete one. Thread-safe.
 */
public final class RunRecorder implements IntervalListener {
    private static final double HALF_SECOND = 0.5;
    private static final double MANY_A_SECOND = 10;

    private final Workload workload;
    private final RunResult.Run run;
    private final Window window;
    private final List<WorkerStats> workers;
    private final Resources resources;
    private final Supplier<SenderHealth> health;
    private final Latencies latencies = Latencies.empty();
    private final List<Interval> intervals = new ArrayList<>();
    private final RunResult.Environment environment;
    private SenderHealth healthAtStart = SenderHealth.NONE;
    private SenderHealth healthAtEnd = SenderHealth.NONE;
    private Pressure pressureAtStart = Pressure.read();
    private Pressure pressureAtEnd = pressureAtStart;

    /** What is measured, and where from. */
    public record Sources(
            Window window, List<WorkerStats> workers, Resources resources, Supplier<SenderHealth> health) {}

    /** For one run of this workload. */
    public RunRecorder(Workload workload, RunResult.Run run, RunResult.Environment environment, Sources sources) {
        this.workload = workload;
        this.run = run;
        this.environment = environment;
        this.window = sources.window();
        this.workers = List.copyOf(sources.workers());
        this.resources = sources.resources();
        this.health = sources.health();
    }

    @Override
    public synchronized void interval(Interval interval, Latencies ofInterval) {
        latencies.add(ofInterval);
        if (interval == null) {
            return;
        }
        if (interval.measured()) {
            intervals.add(interval);
            healthAtEnd = health.get();
            pressureAtEnd = Pressure.read();
        } else if (interval.second() == 0) {
            healthAtStart = health.get();
            pressureAtStart = Pressure.read();
        }
    }

    /** Measured seconds so far. */
    public synchronized double seconds() {
        return intervals.stream().mapToDouble(Interval::seconds).sum();
    }

    /** The result so far, without what only the end can tell. */
    public synchronized RunResult incomplete() {
        return result(new Ending(false, false, null, List.of(), List.of()), (metric, result) -> null);
    }

    /**
     * What only the end of a run can tell.
     *
     * @param ended whether it has ended at all
     * @param complete whether it ended in good order
     * @param stored growth of the end offsets; null if it could not be asked
     * @param warnings what a reader must know
     * @param faults what went wrong on purpose
     */
    public record Ending(
            boolean ended,
            boolean complete,
            Stored stored,
            List<String> warnings,
            List<RunResult.FaultResult> faults) {}

    /**
     * How far the topic grew.
     *
     * @param whole whether all partitions could be counted
     */
    public record Stored(long records, boolean whole) {}

    /**
     * The result at the end.
     *
     * @param metrics finds the figure of a metric's path in a result; null if there is none
     */
    public synchronized RunResult result(Ending ending, BiFunction<String, RunResult, Double> metrics) {
        RunResult bare = assemble(ending, List.of());
        List<RunResult.ThresholdResult> thresholds = new ArrayList<>();
        for (Threshold threshold : workload.thresholds()) {
            Double actual = metrics.apply(threshold.metric(), bare);
            thresholds.add(new RunResult.ThresholdResult(
                    threshold.expression(), actual, actual != null && threshold.metBy(actual)));
        }
        return assemble(ending, thresholds);
    }

    private RunResult assemble(Ending ending, List<RunResult.ThresholdResult> thresholds) {
        RunResult.Totals totals = totals(ending.stored());
        double seconds = windowSeconds(ending.ended());
        RunResult.Throughput throughput = throughput(totals, seconds);
        Observations seen = observations(totals, seconds);
        Limit limit = totals.acknowledged() == 0 || seconds <= 0
                ? new Limit("unknown", "nothing was acknowledged in the measured window")
                : Limit.judge(
                        seen,
                        ending.faults().stream()
                                .map(RunResult.FaultResult::fault)
                                .toList());
        return new RunResult(
                RunResult.FORMAT_VERSION,
                new RunResult.Run(
                        run.id(), run.name(), run.startedAt(), seconds, ending.complete(), run.datastormVersion()),
                workload.effective(),
                environment,
                totals,
                throughput,
                latency(),
                resources.generator(windowRecords()),
                resources.brokers(),
                List.copyOf(intervals),
                validity(seen, limit, ending),
                ending.faults(),
                null,
                thresholds);
    }

    private RunResult.Validity validity(Observations seen, Limit limit, Ending ending) {
        boolean begun = !intervals.isEmpty();
        return new RunResult.Validity(
                seen.rateMet(),
                limit.by(),
                limit.evidence(),
                ending.warnings(),
                steady(),
                begun ? (Double) (window.warmupNanos() / 1e9) : null);
    }

    /** Faults, and a load that changes, move the throughput on purpose. */
    private Boolean steady() {
        if (!workload.faults().isEmpty() || workload.load().duration().isPresent()) {
            return null;
        }
        return RunTrend.of(intervals).map(trend -> !RunTrend.matters(trend)).orElse(null);
    }

    private long windowRecords() {
        return workers.stream().mapToLong(WorkerStats::windowAcknowledged).sum();
    }

    /** From the window's beginning to its end, or to now as the sampler sees it. */
    private double windowSeconds(boolean ended) {
        return window.toNanos() == Long.MAX_VALUE || !ended
                ? seconds()
                : Math.max(0, (window.toNanos() - window.fromNanos()) / 1e9);
    }

    private RunResult.Totals totals(Stored stored) {
        long attempted = 0;
        long neverSent = 0;
        long acknowledged = 0;
        long bytes = 0;
        long pending = 0;
        Map<String, Long> failed = new TreeMap<>();
        Map<String, Long> unresolved = new TreeMap<>();
        for (WorkerStats worker : workers) {
            attempted += worker.attempted();
            neverSent += worker.neverSent();
            acknowledged += worker.acknowledged();
            bytes += worker.acknowledgedBytes();
            pending += worker.pending();
            worker.failures().forEach((error, count) -> failed.merge(error, count, Long::sum));
            worker.withoutAnswer().forEach((error, count) -> unresolved.merge(error, count, Long::sum));
        }
        long withoutAnswer = WorkerStats.sum(unresolved) + pending;
        return new RunResult.Totals(
                attempted,
                neverSent,
                acknowledged,
                WorkerStats.sum(failed),
                withoutAnswer,
                stored == null ? null : stored.records(),
                agrees(stored, acknowledged, acknowledged + withoutAnswer),
                bytes,
                health.get().wireBytes(),
                failed,
                unresolved);
    }

    /** Where others write as well, more than was sent says nothing; nor does less, where partitions were left out. */
    private Boolean agrees(Stored stored, long least, long most) {
        if (stored == null
                || (workload.target().otherWriters() && stored.records() > most)
                || (!stored.whole() && stored.records() < least)) {
            return null;
        }
        return stored.records() >= least && stored.records() <= most;
    }

    private RunResult.Throughput throughput(RunResult.Totals totals, double seconds) {
        if (seconds <= 0) {
            return new RunResult.Throughput(0, 0, 0, target(), null);
        }
        long bytes = workers.stream().mapToLong(WorkerStats::windowBytes).sum();
        double wireShare = totals.payloadBytes() > 0 ? totals.wireBytes() / (double) totals.payloadBytes() : 0;
        long batches = healthAtEnd.batches() - healthAtStart.batches();
        return new RunResult.Throughput(
                windowRecords() / seconds,
                bytes / seconds,
                bytes * wireShare / seconds,
                target(),
                batches > 0 ? windowRecords() / (double) batches : null);
    }

    /** The mean of the rate that was due within the window. */
    private Double target() {
        return workload.extent()
                .duration()
                .flatMap(duration -> workload.load().dueWithin(duration).map(due -> due / (duration.toNanos() / 1e9)))
                .or(() -> workload.load().dueWithin(Duration.ofSeconds(1)).map(due -> (double) due))
                .orElse(null);
    }

    private Observations observations(RunResult.Totals totals, double seconds) {
        return new Observations(machine(seconds), flow(totals, seconds), client(seconds));
    }

    private Observations.Machine machine(double seconds) {
        double generator = intervals.stream()
                        .mapToDouble(interval -> interval.generatorCpu() * interval.seconds())
                        .sum()
                / Math.max(1e-9, seconds());
        List<Double> brokers = resources.brokers().stream()
                .map(broker -> seconds > 0 ? broker.cpuSeconds() / seconds : 0)
                .toList();
        Observations.Busiest busiest = resources.threads().stream()
                .max(Comparator.comparingDouble(Resources.ThreadShare::share))
                .map(thread -> new Observations.Busiest(thread.name(), thread.share()))
                .orElse(new Observations.Busiest("unknown", 0));
        return new Observations.Machine(
                CpuQuota.cores(),
                environment.local(),
                generator,
                brokers,
                busiest,
                pressureAtEnd.since(pressureAtStart, seconds));
    }

    private Observations.Flow flow(RunResult.Totals totals, double seconds) {
        long silent = intervals.stream()
                .filter(interval -> interval.acknowledged() == 0 && interval.seconds() > HALF_SECOND)
                .count();
        boolean judged = target() != null && window.toNanos() != Long.MAX_VALUE;
        Boolean met = judged ? new RateCheck(workload, window, workers).met(medianServiceSeconds()) : null;
        return new Observations.Flow(
                seconds,
                met,
                expectsEverySecond() ? silent / (double) Math.max(1, intervals.size()) : 0,
                totals.failed() / (double) Math.max(1, totals.attempted()),
                totals.failedByError().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(""));
    }

    /** A record every few seconds leaves seconds without one. */
    private boolean expectsEverySecond() {
        return target() == null || target() >= MANY_A_SECOND;
    }

    /**
     * Waiting is time in which a worker used no core: what it does itself while it waits, such as encryption, is its
     * own work.
     */
    private Observations.Client client(double seconds) {
        double waited = (healthAtEnd.waitedNanos() - healthAtStart.waitedNanos()) / 1e9;
        double waitedShare = seconds > 0 ? Math.max(0, Math.min(1, waited / (seconds * workers.size()))) : 0;
        double working = resources.threads().stream()
                .filter(thread -> thread.name().startsWith("worker-"))
                .mapToDouble(Resources.ThreadShare::share)
                .average()
                .orElse(0);
        return new Observations.Client(
                Math.min(waitedShare, Math.max(0, 1 - working)),
                throttledShare(seconds),
                workload.sender().outstanding().isPresent(),
                workload.sender().batch().linger().toNanos() / 1e9,
                medianServiceSeconds(),
                healthAtEnd.batchFill());
    }

    private double throttledShare(double seconds) {
        double millis = healthAtEnd.throttledMillis() - healthAtStart.throttledMillis();
        return seconds > 0 ? Math.max(0, Math.min(1, millis / 1000 / seconds)) : 0;
    }

    private double medianServiceSeconds() {
        return latencies.service().getValueAtPercentile(50) / 1e9;
    }

    private RunResult.Latency latency() {
        boolean openLoop = workload.load().openLoop();
        return new RunResult.Latency(
                summary(latencies.response()),
                summary(latencies.service()),
                openLoop ? summary(latencies.lag()) : null,
                null,
                null,
                openLoop ? "openLoop" : "saturated",
                latencies.censored().getTotalCount(),
                latencies.censored().getTotalCount() == 0
                        ? null
                        : latencies.censored().getMinValue() / 1e6);
    }

    /** The figures of a histogram of nanoseconds; null if it is empty. */
    public static RunResult.Summary summary(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return null;
        }
        return new RunResult.Summary(
                histogram.getTotalCount(),
                histogram.getMean() / 1e6,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(90) / 1e6,
                histogram.getValueAtPercentile(95) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getValueAtPercentile(99.9) / 1e6,
                histogram.getValueAtPercentile(99.99) / 1e6,
                histogram.getMaxValue() / 1e6);
    }
}
