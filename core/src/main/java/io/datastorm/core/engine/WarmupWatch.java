package io.datastorm.core.engine;

import io.datastorm.core.trend.SteadyState;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Looks at the throughput of a warm-up, and tells when the measured window shall begin, as soon as it is steady. The
 * window moves by whole seconds, to a time that is still to come: whoever counts seconds from its beginning counts on.
 * For one thread.
 */
public final class WarmupWatch {
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_NANOS = SECOND / 2;
    private final LongSupplier acknowledgedSoFar;
    private final Times times;
    private final SteadyState state = new SteadyState();
    private long lookedNanos;
    private long acknowledged;
    private volatile boolean steady;

    /**
     * The times of a warm-up.
     *
     * @param startNanos when it begins
     * @param earliestNanos before this time it does not end
     * @param aheadNanos so long before its end everybody must know of it
     */
    public record Times(long startNanos, long earliestNanos, long aheadNanos) {}

    /** For a warm-up; {@code acknowledged} tells how many records are acknowledged so far. */
    public WarmupWatch(LongSupplier acknowledged, Times times) {
        this.acknowledgedSoFar = acknowledged;
        this.times = times;
        this.lookedNanos = times.startNanos();
    }

    /**
     * Looks, if it is time to.
     *
     * @param fromNanos when the window is to begin at present
     * @return when it shall begin instead; empty for no change
     */
    public OptionalLong look(long nowNanos, long fromNanos) {
        if (steady || nowNanos - lookedNanos < LOOK_NANOS || nowNanos >= fromNanos) {
            return OptionalLong.empty();
        }
        long now = acknowledgedSoFar.getAsLong();
        state.add((now - acknowledged) / (double) (nowNanos - lookedNanos));
        acknowledged = now;
        lookedNanos = nowNanos;
        long soonest = Math.max(nowNanos + times.aheadNanos(), times.earliestNanos());
        if (!state.steady() || soonest > fromNanos) {
            return OptionalLong.empty();
        }
        steady = true;
        return OptionalLong.of(fromNanos - (fromNanos - soonest) / SECOND * SECOND);
    }

    /** Whether throughput became steady. Any thread. */
    public boolean steady() {
        return steady;
    }
}
