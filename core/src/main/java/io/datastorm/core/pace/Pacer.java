package io.datastorm.core.pace;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Waits for a time.
 *
 * <p>A waking thread costs the machine some 20 µs, a spinning one a whole core that the brokers beside it may need. So where records are due more often than every
 * quarter of a millisecond, it rests that long all the same: those that became due meanwhile are sent together, and their lag says so. Rarer ones are waited
 * for as exactly as the system can.
 */
public final class Pacer {
    private static final long LEAST_REST_NANOS = 250_000;
    /** A rest is cut so that a request to stop is seen soon. */
    private static final long MOST_REST_NANOS = 50_000_000;

    private final NanoClock clock;
    private final BooleanSupplier stopped;
    private final LongConsumer rest;

    /**
     * Waits by this clock until it is told to stop.
     *
     * @param rest passes so many nanoseconds, or fewer
     */
    public Pacer(NanoClock clock, BooleanSupplier stopped, LongConsumer rest) {
        this.clock = clock;
        this.stopped = stopped;
        this.rest = rest;
    }

    /** Returns the time at the end of the wait: at or after the target, or any time once stopped. */
    public long await(long targetNanos) {
        long now = clock.nanos();
        while (now - targetNanos < 0 && !stopped.getAsBoolean()) {
            rest.accept(Math.min(Math.max(targetNanos - now, LEAST_REST_NANOS), MOST_REST_NANOS));
            now = clock.nanos();
        }
        return now;
    }
}
