package io.datastorm.run.coordinator;

import io.datastorm.core.engine.WarmupWatch;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Warmup;
import io.datastorm.run.control.Messages;
import io.datastorm.run.control.SteadyClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** When the streams of a run are measured that agents send: by the coordinator's monotonic clock. For one thread. */
public final class Timetable {
    private final Window run = new Window();
    private final List<StreamPlan> plans;
    private final Map<String, Window> streams = new LinkedHashMap<>();
    private long startNanos;

    public Timetable(List<StreamPlan> plans) {
        this.plans = List.copyOf(plans);
        plans.forEach(plan -> streams.put(plan.title(), new Window()));
    }

    /** The names of the streams, in the order of the plan. */
    Set<String> names() {
        return streams.keySet();
    }

    Window window() {
        return run;
    }

    RunRecorder.Windows windows() {
        return new RunRecorder.Windows(run, List.copyOf(streams.values()));
    }

    /** The first record is due at this time. */
    void begin(long nanos) {
        startNanos = nanos;
        run.begin(nanos);
        measureFrom(nanos + longest(any -> true).toNanos());
    }

    private Duration longest(Predicate<Warmup> which) {
        return plans.stream()
                .map(plan -> plan.extent().warmup())
                .filter(which)
                .map(Warmup::atMost)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Tells when throughput is steady; empty if the warm-up has a length. */
    Optional<WarmupWatch> watched(LongSupplier acknowledged, long aheadNanos) {
        boolean untilSteady =
                plans.stream().anyMatch(plan -> plan.extent().warmup().untilSteady());
        long earliest = startNanos + longest(warmup -> !warmup.untilSteady()).toNanos();
        return untilSteady
                ? Optional.of(new WarmupWatch(acknowledged, new WarmupWatch.Times(startNanos, earliest, aheadNanos)))
                : Optional.empty();
    }

    /** The measured window begins at this time. */
    void measureFrom(long nanos) {
        long last = nanos;
        for (StreamPlan plan : plans) {
            long end = plan.extent()
                    .duration()
                    .map(length -> nanos + length.toNanos())
                    .orElse(Long.MAX_VALUE);
            Window window = streams.get(plan.title());
            window.begin(plan.extent().warmup().atMost().isZero() ? nanos : startNanos);
            window.set(nanos, end);
            last = Math.max(last, end);
        }
        run.set(nanos, last);
    }

    /** The run was stopped. */
    void cut(long nowNanos) {
        streams.values().forEach(window -> cut(window, nowNanos));
        cut(run, nowNanos);
    }

    private static void cut(Window window, long nowNanos) {
        window.endAt(Math.max(window.fromNanos(), Math.min(window.toNanos(), nowNanos)));
    }

    /**
     * All agents have ended: a stream by records has ended when the last of them says so. Null for one that is lost.
     */
    void close(List<Messages.Ended> ends, SteadyClock clock, long nowNanos) {
        streams.forEach((name, window) -> {
            if (window.toNanos() == Long.MAX_VALUE) {
                long last = ends.stream()
                        .filter(end -> end != null && end.ends().containsKey(name))
                        .mapToLong(end -> clock.monotonic(end.ends().get(name)))
                        .max()
                        .orElse(nowNanos);
                window.endAt(Math.max(window.fromNanos() + 1, last));
            }
        });
        if (run.toNanos() == Long.MAX_VALUE) {
            run.endAt(streams.values().stream().mapToLong(Window::toNanos).max().orElse(nowNanos));
        }
    }
}
