package io.datastorm.core.engine;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.trend.SteadyState;
import java.util.List;
import java.util.OptionalLong;

/**
 * Looks at the throughput of a warm-up, and tells when the measured window shall begin, as soon as it is steady. The
 * window moves by whole seconds, to a time that is still to come: whoever counts seconds from its beginning counts on.
 * For one thread.
 */
final class WarmupWatch {
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_NANOS = SECOND / 2;
    /** Everybody must know of the new beginning before it comes. */
    private static final long AHEAD_NANOS = SECOND / 5;

    private final List<WorkerStats> workers;
    private final long earliestNanos;
    private final SteadyState state = new SteadyState();
    private long lookedNanos;
    private long acknowledged;
    private volatile boolean steady;

    /**
     * For a warm-up that begins now.
     *
     * @param workers whose throughput is looked at
     * @param earliestNanos before this time it does not end
     */
    WarmupWatch(List<WorkerStats> workers, long startNanos, long earliestNanos) {
        this.workers = workers;
        this.lookedNanos = startNanos;
        this.earliestNanos = earliestNanos;
    }

    /**
     * Looks, if it is time to.
     *
     * @param fromNanos when the window is to begin at present
     * @return when it shall begin instead; empty for no change
     */
    OptionalLong look(long nowNanos, long fromNanos) {
        if (steady || nowNanos - lookedNanos < LOOK_NANOS || nowNanos >= fromNanos) {
            return OptionalLong.empty();
        }
        long now = workers.stream().mapToLong(WorkerStats::acknowledged).sum();
        state.add((now - acknowledged) / (double) (nowNanos - lookedNanos));
        acknowledged = now;
        lookedNanos = nowNanos;
        long soonest = Math.max(nowNanos + AHEAD_NANOS, earliestNanos);
        if (!state.steady() || soonest > fromNanos) {
            return OptionalLong.empty();
        }
        steady = true;
        return OptionalLong.of(fromNanos - (fromNanos - soonest) / SECOND * SECOND);
    }

    /** Whether throughput became steady. Any thread. */
    boolean steady() {
        return steady;
    }
}
