package io.datastorm.core.engine;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.workload.Warmup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * When a run and its streams are measured. All streams are measured from one moment on, when the longest warm-up of
 * them is over; each ends by itself, and the run with the last of them. Moved by the engine's thread, read by any.
 */
final class Timeline {
    /** Everybody must know of a new beginning before it comes. */
    private static final long AHEAD_NANOS = 200_000_000;

    private final List<RunningStream> streams;
    private final Window run = new Window();
    /** Null if the warm-up has a length. */
    private volatile WarmupWatch warmup;

    private volatile long startNanos;
    /** When somebody else wants the window to begin; 0 for no wish. */
    private final AtomicLong orderedNanos = new AtomicLong();

    Timeline(List<RunningStream> streams) {
        this.streams = streams;
    }

    /** The window of the run. */
    Window run() {
        return run;
    }

    /** The warm-up begins. */
    void begin(long nowNanos) {
        startNanos = nowNanos;
        run.begin(nowNanos);
        Duration fixed = longest(asked -> !asked.untilSteady());
        Duration atMost = longest(asked -> true);
        measureFrom(nowNanos + atMost.toNanos());
        List<WorkerStats> watched = streams.stream()
                .filter(stream -> stream.plan().extent().warmup().untilSteady())
                .flatMap(stream -> stream.stats().stream())
                .toList();
        warmup = watched.isEmpty()
                ? null
                : new WarmupWatch(
                        () -> watched.stream()
                                .mapToLong(WorkerStats::acknowledged)
                                .sum(),
                        new WarmupWatch.Times(nowNanos, nowNanos + fixed.toNanos(), AHEAD_NANOS));
    }

    private Duration longest(Predicate<Warmup> which) {
        return streams.stream()
                .map(stream -> stream.plan().extent().warmup())
                .filter(which)
                .map(Warmup::atMost)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** When the warm-up began. */
    long startNanos() {
        return startNanos;
    }

    /** Lets the measured window begin earlier if the warm-up has done its work, and end where all is done. */
    void look(long nowNanos) {
        streams.forEach(stream -> stream.closeIfDone(nowNanos));
        long ordered = orderedNanos.getAndSet(0);
        if (ordered != 0) {
            measureFrom(ordered);
        }
        if (warmup != null) {
            warmup.look(nowNanos, run.fromNanos()).ifPresent(this::measureFrom);
        }
    }

    /** Lets the window begin at this time. Any thread. */
    void order(long nanos) {
        orderedNanos.set(nanos);
    }

    /** False if the warm-up was to last until throughput is steady, and it was not. */
    boolean warmedUp() {
        return warmup == null || warmup.steady();
    }

    private void measureFrom(long fromNanos) {
        long last = fromNanos;
        for (RunningStream stream : streams) {
            long end = stream.plan()
                    .extent()
                    .duration()
                    .map(length -> fromNanos + length.toNanos())
                    .orElse(Long.MAX_VALUE);
            stream.window().begin(stream.warmsUp() ? startNanos : fromNanos);
            stream.window().set(fromNanos, end);
            last = Math.max(last, end);
        }
        run.set(fromNanos, last);
    }

    /** The run was stopped. */
    void cut(long nowNanos) {
        streams.forEach(stream -> cut(stream.window(), nowNanos));
        cut(run, nowNanos);
    }

    private static void cut(Window window, long nowNanos) {
        window.endAt(Math.max(window.fromNanos(), Math.min(window.toNanos(), nowNanos)));
    }

    /** All answers are there. */
    void close(long nowNanos) {
        streams.forEach(stream -> stream.closeWindow(nowNanos));
        if (run.toNanos() == Long.MAX_VALUE) {
            run.endAt(streams.stream()
                    .mapToLong(stream -> stream.window().toNanos())
                    .max()
                    .orElse(nowNanos));
        }
    }
}
