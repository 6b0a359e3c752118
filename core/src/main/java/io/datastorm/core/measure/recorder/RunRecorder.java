package io.datastorm.core.measure.recorder;

import io.datastorm.core.machine.Pressure;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.histogram.LatencyOverTime;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.measure.snapshot.StreamSnapshot;
import io.datastorm.core.result.BacklogResult;
import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.Observations;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.core.result.broker.BrokerSums;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.fault.ConsumerFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gathers a run's snapshots, and makes a {@link RunResult} of them at any time: while the run goes on an incomplete
 * one, at the end the complete one. Thread-safe.
 */
public final class RunRecorder {
    /** So many of the last seconds are in the result of a run without an end: its memory must not grow. */
    static final int ENDLESS_SECONDS = 3600;

    private static final double NEARLY_MET = 0.98;

    private final Workload workload;
    private final RunResult.Run run;
    private final RunResult.Environment environment;
    private final Window window;
    private final Map<String, StreamRecorder> streams = new LinkedHashMap<>();
    private final AgentSums agents = new AgentSums();
    private final LatencyOverTime overTime = new LatencyOverTime();

    private final SecondMerger merger;
    private final UsageSum usage = new UsageSum();
    private final List<Interval> intervals = new ArrayList<>();
    /** By brokers, of themselves. */
    private final BrokerSums told = new BrokerSums();

    private double measuredSeconds;
    private Pressure pressureAtStart = Pressure.read();
    private Pressure pressureAtEnd = pressureAtStart;

    /**
     * When a run is measured.
     *
     * @param run all streams together
     * @param streams each of them, in the order of the plan
     */
    public record Windows(Window run, List<Window> streams) {}

    /** For one run of this workload. */
    public RunRecorder(Workload workload, RunResult.Run run, RunResult.Environment environment, Windows windows) {
        this.workload = workload;
        this.run = run;
        this.environment = environment;
        this.window = windows.run();
        for (int i = 0; i < workload.streams().size(); i++) {
            StreamPlan plan = workload.streams().get(i);
            streams.put(plan.title(), new StreamRecorder(plan, windows.streams().get(i)));
        }
        this.merger = new SecondMerger(List.copyOf(streams.keySet()));
    }

    /**
     * Adds a second.
     *
     * @param snapshots what each process has told of it; at least one
     */
    public synchronized RecordedSecond add(List<Snapshot> snapshots, RecordedSecond.Context context) {
        for (Snapshot snapshot : snapshots) {
            for (StreamSnapshot part : snapshot.streams()) {
                streams.get(part.stream()).add(snapshot.agent(), snapshot.measured(), part);
                agents.add(snapshot, part);
            }
            if (snapshot.measured()) {
                usage.add(snapshot);
            }
        }
        RecordedSecond second = listed(merger.merge(snapshots, context));
        // Once for all processes: adding histograms is most of what a second costs.
        second.streams().forEach(part -> streams.get(part.name()).sum().add(part.latencies()));
        if (second.interval() == null) {
            return second;
        }
        if (!second.interval().measured()) {
            pressureAtStart = Pressure.read();
            return second;
        }
        intervals.add(second.interval());
        told.add(second.interval().brokers());
        overTime.add(second.interval().second(), second.response());
        if (workload.openLoop()) {
            overTime.late(second.interval().second(), second.latencies().response());
        }
        measuredSeconds += second.interval().seconds();
        if (workload.endless() && intervals.size() > ENDLESS_SECONDS) {
            intervals.remove(0);
        }
        pressureAtEnd = Pressure.read();
        List<RecordedSecond.OfStream> measured =
                second.streams().stream().map(this::measured).toList();
        return new RecordedSecond(second.interval(), second.latencies(), second.response(), measured);
    }

    private RecordedSecond listed(RecordedSecond second) {
        List<RecordedSecond.OfStream> limited = second.streams().stream()
                .map(part -> part.with(streams.get(part.name()).list(part.dirty())))
                .toList();
        return new RecordedSecond(second.interval(), second.latencies(), second.response(), limited);
    }

    private RecordedSecond.OfStream measured(RecordedSecond.OfStream part) {
        StreamInterval interval = streams.get(part.name()).add(part.interval()).orElse(null);
        return new RecordedSecond.OfStream(part.name(), interval, part.latencies(), part.dirty());
    }

    /** The result so far, without what only the end can tell. */
    public synchronized RunResult incomplete() {
        return assemble(running(Map.of()), thresholds(threshold -> null));
    }

    private static Ending running(Map<Integer, AgentFacts> agents) {
        return new Ending(false, false, Map.of(), List.of(), List.of(), agents, null, Consumed.NOTHING);
    }

    /**
     * What only the end of a run can tell.
     *
     * @param ended whether it has ended at all
     * @param complete whether it ended in good order
     * @param stored growth of the end offsets by stream; without those that could not be asked
     * @param warnings what a reader must know
     * @param faults what went wrong on purpose
     * @param agents what is known of each process; empty if there is only this one
     * @param connectMillis see {@link RunResult.Senders}
     * @param consumed what those did who read along
     */
    public record Ending(
            boolean ended,
            boolean complete,
            Map<String, TopicGrowth> stored,
            List<String> warnings,
            List<RunResult.FaultResult> faults,
            Map<Integer, AgentFacts> agents,
            Double connectMillis,
            Consumed consumed) {}

    /**
     * What those did who read along.
     *
     * @param endToEnd how long records of all streams took; null if nobody has measured it
     * @param each the same of each stream, by its name; without those of which it was not measured
     * @param groups each consumer group
     * @param backlog what draining it took; null if there was none
     */
    public record Consumed(
            RunResult.EndToEnd endToEnd,
            Map<String, RunResult.EndToEnd> each,
            List<ConsumerResult> groups,
            BacklogResult backlog) {
        /** Nobody. */
        public static final Consumed NOTHING = new Consumed(null, Map.of(), List.of(), null);
    }

    /**
     * What is known of a process beside its snapshots.
     *
     * @param cores of the host
     * @param process that it runs in: several agents may share one; empty if nothing is known
     * @param lost see {@link RunResult.Agent}
     */
    public record AgentFacts(
            String host, int cores, String process, Double lost, Double clockOffsetMillis, Double clockErrorMillis) {}

    /** Records that were sent and have no answer yet. */
    public synchronized long outstanding() {
        return streams.values().stream()
                .map(stream -> stream.sum().counts())
                .mapToLong(counts -> counts.sent().attempted()
                        - counts.sent().acknowledged()
                        - counts.failedRecords()
                        - counts.unresolvedRecords())
                .sum();
    }

    /** What was told of a stream so far. */
    public synchronized ToldRecords told(String stream) {
        return ToldRecords.of(streams.get(stream).sum().counts());
    }

    /**
     * The result at the end.
     *
     * @param metrics finds the figure of a metric's path in a result; null if there is none
     */
    public synchronized RunResult result(Ending ending, BiFunction<String, RunResult, Double> metrics) {
        RunResult bare = assemble(ending, List.of());
        return assemble(ending, thresholds(threshold -> metrics.apply(threshold.metric(), bare)));
    }

    private List<RunResult.ThresholdResult> thresholds(Function<Threshold, Double> measured) {
        List<RunResult.ThresholdResult> thresholds = new ArrayList<>();
        for (Threshold threshold : workload.thresholds()) {
            Double actual = measured.apply(threshold);
            thresholds.add(new RunResult.ThresholdResult(
                    threshold.expression(), actual, actual != null && threshold.metBy(actual)));
        }
        return thresholds;
    }

    private RunResult assemble(Ending ending, List<RunResult.ThresholdResult> thresholds) {
        List<RunResult.Stream> each = streams.entrySet().stream()
                .map(entry -> entry.getValue()
                        .result(ending.ended(), steady(ending), ending.stored().get(entry.getKey())))
                .map(stream -> stream.with(ending.consumed().each().get(stream.name())))
                .toList();
        SnapshotSum sum = SnapshotSum.of(
                streams.values().stream().map(StreamRecorder::sum).toList());
        RunResult.Totals totals = totals(sum, each);
        double seconds = windowSeconds(ending.ended());
        return new RunResult(
                RunResult.FORMAT_VERSION,
                new RunResult.Run(
                        run.id(), run.name(), run.startedAt(), seconds, ending.complete(), run.datastormVersion()),
                workload.effective(),
                environment,
                totals,
                sum.throughput(seconds, target(ending.ended(), seconds)),
                latency(sum, ending),
                usage.generator(sum.counts().window().acknowledged()),
                usage.brokers(),
                List.copyOf(intervals),
                validity(sum, seconds, ending),
                ending.faults(),
                null,
                thresholds,
                each,
                agents.results(ending.agents(), usage, seconds),
                new RunResult.Senders(ending.connectMillis(), usage.processes()),
                ending.consumed().groups(),
                ending.consumed().backlog(),
                workload.transactions() ? sum.transactions() : null);
    }

    /** How they were distributed is told at the end: the result of a run that goes on is made each second. */
    private RunResult.Latency latency(SnapshotSum sum, Ending ending) {
        RunResult.Latency latency =
                sum.latency(workload.openLoop()).with(ending.consumed().endToEnd());
        return ending.ended() ? latency.with(sum.distribution(workload.openLoop(), overTime)) : latency;
    }

    /** Everything that is known of all streams. */
    private RunResult.Totals totals(SnapshotSum sum, List<RunResult.Stream> each) {
        boolean known = each.stream().allMatch(stream -> stream.totals().stored() != null);
        Long stored = known
                ? (Long) each.stream()
                        .mapToLong(stream -> stream.totals().stored())
                        .sum()
                : null;
        return sum.totals(stored, all(each, stream -> stream.totals().storedAgrees()));
    }

    /** False if it is for one, true if it is for all, null otherwise. */
    private static <T> Boolean all(Iterable<T> each, Function<T, Boolean> what) {
        Boolean all = true;
        for (T one : each) {
            Boolean answer = what.apply(one);
            if (Boolean.FALSE.equals(answer)) {
                return false;
            }
            all = answer == null ? null : all;
        }
        return all;
    }

    /** Workers of a rate also wait for their records to be due: one at full load tells more. */
    private StreamRecorder waitedMost(double seconds) {
        boolean anySaturated = streams.values().stream()
                .anyMatch(stream -> !stream.plan().load().openLoop());
        return streams.values().stream()
                .filter(stream -> !anySaturated || !stream.plan().load().openLoop())
                .max(Comparator.comparingDouble(stream -> stream.waitingShare(seconds, usage)))
                .orElseThrow();
    }

    /**
     * What limits the run, by all that was measured so far; a run that only reads is judged at its end.
     *
     * @param agents what is known of each process; empty if there is only this one
     */
    public synchronized Bottleneck limit(Map<Integer, AgentFacts> agents) {
        if (workload.consumesOnly()) {
            return new Bottleneck("unknown", "a run that only reads is judged when it has ended");
        }
        SnapshotSum sum = SnapshotSum.of(
                streams.values().stream().map(StreamRecorder::sum).toList());
        double seconds = windowSeconds(false);
        Double target = target(false, seconds);
        Boolean rateMet = target == null
                ? null
                : (Boolean) (sum.counts().window().acknowledged() >= NEARLY_MET * target * seconds);
        return limit(sum, seconds, rateMet, running(agents));
    }

    private RunResult.Validity validity(SnapshotSum sum, double seconds, Ending ending) {
        Boolean rateMet = all(streams.values(), StreamRecorder::rateMet);
        Bottleneck limit = limit(sum, seconds, rateMet, ending);
        return new RunResult.Validity(
                rateMet,
                limit.by(),
                limit.evidence(),
                ending.warnings(),
                all(streams.values(), stream -> stream.steady(steady(ending))),
                intervals.isEmpty() ? null : (Double) (window.warmupNanos() / 1e9));
    }

    private Bottleneck limit(SnapshotSum sum, double seconds, Boolean rateMet, Ending ending) {
        Double target = target(ending.ended(), seconds);
        double least = target == null ? Double.POSITIVE_INFINITY : target;
        RunObservations observations = new RunObservations(
                environment.local(),
                RunObservations.cores(ending.agents()),
                seconds,
                rateMet,
                least,
                waitedMost(seconds));
        Supplier<Observations> seen =
                () -> observations.of(sum, usage, intervals, told, pressureAtEnd.since(pressureAtStart, seconds));
        return workload.consumesOnly()
                ? new ReadingLimit(workload).of(seen, ending.consumed().groups(), disturbing(ending.faults()))
                : writingLimit(sum, seconds, seen, ending);
    }

    private Bottleneck writingLimit(SnapshotSum sum, double seconds, Supplier<Observations> seen, Ending ending) {
        return sum.counts().sent().acknowledged() == 0 || seconds <= 0
                ? new Bottleneck("unknown", "nothing was acknowledged in the measured window")
                : Bottleneck.judge(seen.get(), disturbing(ending.faults()));
    }

    /** Whether steadiness can be told: faults move the throughput on purpose. */
    private boolean steady(Ending ending) {
        return ending.ended()
                && workload.faults().isEmpty()
                && ending.faults().stream().allMatch(RunResult.FaultResult::note);
    }

    /** What was done to the cluster. */
    private List<String> disturbing(List<RunResult.FaultResult> faults) {
        return faults.stream()
                .filter(fault -> fault.exitCode() == null || fault.exitCode() == 0)
                .filter(fault -> !fault.note())
                .map(RunResult.FaultResult::fault)
                .filter(text -> !ConsumerFault.named(text))
                .toList();
    }

    /** From the window's beginning to its end, or to now as the sampler sees it. */
    private double windowSeconds(boolean ended) {
        return window.toNanos() == Long.MAX_VALUE || !ended
                ? measuredSeconds
                : Math.max(0, (window.toNanos() - window.fromNanos()) / 1e9);
    }

    /**
     * The mean of what was due within the run's window: a stream may have ended before. Null if one of the streams has
     * no rate.
     */
    private Double target(boolean ended, double seconds) {
        double due = 0;
        double rates = 0;
        for (StreamRecorder stream : streams.values()) {
            Double rate = stream.target();
            if (rate == null) {
                return null;
            }
            rates += rate;
            due += rate * stream.seconds(ended);
        }
        return streams.size() == 1 || seconds <= 0 ? rates : due / seconds;
    }
}
