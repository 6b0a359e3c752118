package io.datastorm.core.pace;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Waits for a time.
 *
 * <p>A waking thread costs the machine some 20 µs, a spinning one a whole core that the brokers beside it may need. So
 * where records are due more often than every quarter of a millisecond, {@link #resting} rests that long all the same:
 * those that became due meanwhile are sent together, and their lag says so. Rarer ones are waited for as exactly as the
 * system can. {@link #spinning} keeps the core: who rests comes back when the scheduler, or the host below it, has a
 * core again, which may take milliseconds.
 */
public final class Pacer {
    private static final long LEAST_REST_NANOS = 250_000;
    /** A rest is cut so that a request to stop is seen soon. */
    private static final long MOST_REST_NANOS = 50_000_000;
    /** Who spins has other things to look after now and then. */
    private static final long LOOK_NANOS = 50_000;

    private final NanoClock clock;
    private final BooleanSupplier stopped;
    private final LongConsumer rest;
    private final boolean spins;
    private long lookedNanos;

    private Pacer(NanoClock clock, BooleanSupplier stopped, LongConsumer rest, boolean spins) {
        this.clock = clock;
        this.stopped = stopped;
        this.rest = rest;
        this.spins = spins;
        this.lookedNanos = clock.nanos();
    }

    /**
     * Waits by this clock until it is told to stop.
     *
     * @param rest passes so many nanoseconds, or fewer
     */
    public static Pacer resting(NanoClock clock, BooleanSupplier stopped, LongConsumer rest) {
        return new Pacer(clock, stopped, rest, false);
    }

    /**
     * The same without giving the core away.
     *
     * @param look is called with 0 now and then
     */
    public static Pacer spinning(NanoClock clock, BooleanSupplier stopped, LongConsumer look) {
        return new Pacer(clock, stopped, look, true);
    }

    /** The time now. */
    public long now() {
        return clock.nanos();
    }

    /** Returns the time at the end of the wait: at or after the target, or any time once stopped. */
    public long await(long targetNanos) {
        long now = clock.nanos();
        while (now - targetNanos < 0 && !stopped.getAsBoolean()) {
            if (spins) {
                spin(now);
            } else {
                rest.accept(Math.min(Math.max(targetNanos - now, LEAST_REST_NANOS), MOST_REST_NANOS));
            }
            now = clock.nanos();
        }
        return now;
    }

    private void spin(long now) {
        if (now - lookedNanos < LOOK_NANOS) {
            Thread.onSpinWait();
        } else {
            lookedNanos = now;
            rest.accept(0);
        }
    }
}
