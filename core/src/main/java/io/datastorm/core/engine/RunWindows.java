package io.datastorm.core.engine;

import io.datastorm.core.measure.Window;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Warmup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The measured windows of a run and of its streams. All streams are measured from one moment on, when the longest
 * warm-up of them is over; each ends by itself, and the run with the last of them. Moved by one thread, read by any.
 */
public final class RunWindows {
    private final List<StreamPlan> plans;
    private final List<Window> streams;
    private final Window run = new Window();
    private volatile long startNanos;

    /** For streams with these windows, in the same order. */
    public RunWindows(List<StreamPlan> plans, List<Window> streams) {
        this.plans = List.copyOf(plans);
        this.streams = List.copyOf(streams);
    }

    /** The window of the run. */
    public Window run() {
        return run;
    }

    /** The window of each stream, in the order of the plans. */
    public List<Window> streams() {
        return streams;
    }

    /** When the warm-up began. */
    public long startNanos() {
        return startNanos;
    }

    /** The warm-up begins. */
    public void begin(long nowNanos) {
        startNanos = nowNanos;
        run.begin(nowNanos);
        measureFrom(nowNanos + longest(any -> true).toNanos());
    }

    private Duration longest(Predicate<Warmup> which) {
        return plans.stream()
                .map(plan -> plan.extent().warmup())
                .filter(which)
                .map(Warmup::atMost)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Tells when throughput is steady, for a warm-up that has begun; empty if the warm-up has a length.
     *
     * @param acknowledged records of a stream so far, by its place in the plan
     * @param aheadNanos so long before the end of the warm-up everybody must know of it
     */
    public Optional<WarmupWatch> watch(IntToLongFunction acknowledged, long aheadNanos) {
        int[] watched = IntStream.range(0, plans.size())
                .filter(stream -> plans.get(stream).extent().warmup().untilSteady())
                .toArray();
        if (watched.length == 0) {
            return Optional.empty();
        }
        long earliest = startNanos + longest(warmup -> !warmup.untilSteady()).toNanos();
        return Optional.of(new WarmupWatch(
                () -> IntStream.of(watched).mapToLong(acknowledged).sum(),
                new WarmupWatch.Times(startNanos, earliest, aheadNanos)));
    }

    /** The measured window begins at this time, which is still to come. */
    public void measureFrom(long fromNanos) {
        long last = fromNanos;
        for (int i = 0; i < plans.size(); i++) {
            StreamPlan plan = plans.get(i);
            long end = plan.extent()
                    .duration()
                    .map(length -> fromNanos + length.toNanos())
                    .orElse(Long.MAX_VALUE);
            streams.get(i).begin(plan.extent().warmsUp() ? startNanos : fromNanos);
            streams.get(i).set(fromNanos, end);
            last = Math.max(last, end);
        }
        run.set(fromNanos, last);
    }

    /** The run was stopped. */
    public void cut(long nowNanos) {
        streams.forEach(window -> cut(window, nowNanos));
        cut(run, nowNanos);
    }

    private static void cut(Window window, long nowNanos) {
        window.endAt(Math.max(window.fromNanos(), Math.min(window.toNanos(), nowNanos)));
    }

    /** All streams have ended: a run without a length ends with the last of them. */
    public void close(long nowNanos) {
        if (run.toNanos() == Long.MAX_VALUE) {
            run.endAt(streams.stream().mapToLong(Window::toNanos).max().orElse(nowNanos));
        }
    }
}
