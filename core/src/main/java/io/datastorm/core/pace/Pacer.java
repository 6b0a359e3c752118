package io.datastorm.core.pace;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Waits for a time: rests while it is far, spins when it is near.
 *
 * <p>Linux lets a parked thread sleep about 50 µs longer than asked, and a spinning one takes a core from the brokers beside it. So it only spins for
 * what a park would overshoot anyway.
 */
public final class Pacer {
    private static final long SPIN_NANOS = 20_000;
    /** A park is cut so that a request to stop is seen soon. */
    private static final long MAX_PARK_NANOS = 50_000_000;

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
            long left = targetNanos - now;
            if (left > SPIN_NANOS) {
                rest.accept(Math.min(left, MAX_PARK_NANOS));
            } else {
                Thread.onSpinWait();
            }
            now = clock.nanos();
        }
        return now;
    }
}
