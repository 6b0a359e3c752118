package io.datastorm.core.engine;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.trend.SteadyState;
import java.util.List;

/**
 * Looks at the throughput of a warm-up, and lets the measured window begin as soon as it is steady. The window moves by
 * whole seconds, to a time that is still to come: whoever counts seconds from its beginning counts on. For one thread.
 */
final class WarmupWatch {
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_NANOS = SECOND / 2;
    /** Everybody must know of the new beginning before it comes. */
    private static final long AHEAD_NANOS = SECOND / 5;

    private final Window window;
    private final List<WorkerStats> workers;
    private final SteadyState state = new SteadyState();
    private long lookedNanos;
    private long acknowledged;
    private volatile boolean steady;

    /** The window has its latest possible beginning. */
    WarmupWatch(Window window, List<WorkerStats> workers, long startNanos) {
        this.window = window;
        this.workers = workers;
        this.lookedNanos = startNanos;
    }

    /** Looks, if it is time to. */
    void look(long nowNanos) {
        if (steady || nowNanos - lookedNanos < LOOK_NANOS || nowNanos >= window.fromNanos()) {
            return;
        }
        long now = workers.stream().mapToLong(WorkerStats::acknowledged).sum();
        state.add((now - acknowledged) / (double) (nowNanos - lookedNanos));
        acknowledged = now;
        lookedNanos = nowNanos;
        if (state.steady()) {
            steady = true;
            long earlier = (window.fromNanos() - nowNanos - AHEAD_NANOS) / SECOND * SECOND;
            long from = window.fromNanos() - Math.max(0, earlier);
            boolean endless = window.toNanos() == Long.MAX_VALUE;
            window.set(from, endless ? Long.MAX_VALUE : from + window.toNanos() - window.fromNanos());
        }
    }

    /** Whether throughput became steady. Any thread. */
    boolean steady() {
        return steady;
    }
}
