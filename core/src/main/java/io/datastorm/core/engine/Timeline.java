package io.datastorm.core.engine;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Moves the windows of a run while its engine goes on. Moved by the engine's thread, read by any. */
final class Timeline {
    /** Everybody must know of a new beginning before it comes. */
    private static final long AHEAD_NANOS = 200_000_000;

    private final List<RunningStream> streams;
    private final RunWindows windows;
    /** Null if the warm-up has a length. */
    private volatile WarmupWatch warmup;
    /** When somebody else wants the window to begin; 0 for no wish. */
    private final AtomicLong orderedNanos = new AtomicLong();

    Timeline(List<RunningStream> streams) {
        this.streams = streams;
        this.windows = new RunWindows(
                streams.stream().map(RunningStream::plan).toList(),
                streams.stream().map(RunningStream::window).toList());
    }

    /** The window of the run. */
    Window run() {
        return windows.run();
    }

    /** The warm-up begins. */
    void begin(long nowNanos) {
        windows.begin(nowNanos);
        warmup = windows.watch(this::acknowledged, AHEAD_NANOS).orElse(null);
    }

    private long acknowledged(int stream) {
        return streams.get(stream).stats().stream()
                .mapToLong(WorkerStats::acknowledged)
                .sum();
    }

    /** When the warm-up began. */
    long startNanos() {
        return windows.startNanos();
    }

    /** Lets the measured window begin earlier if the warm-up has done its work, and end where all is done. */
    void look(long nowNanos) {
        streams.forEach(stream -> stream.closeIfDone(nowNanos));
        long ordered = orderedNanos.getAndSet(0);
        if (ordered != 0) {
            windows.measureFrom(ordered);
        }
        if (warmup != null) {
            warmup.look(nowNanos, run().fromNanos()).ifPresent(windows::measureFrom);
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

    /** The run was stopped. */
    void cut(long nowNanos) {
        windows.cut(nowNanos);
    }

    /** All answers are there. */
    void close(long nowNanos) {
        streams.forEach(stream -> stream.closeWindow(nowNanos));
        windows.close(nowNanos);
    }
}
