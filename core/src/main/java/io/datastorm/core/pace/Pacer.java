package io.datastorm.core.pace;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a time: parks while it is far, spins when it is near.
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

    /** Waits by this clock until it is told to stop. */
    public Pacer(NanoClock clock, BooleanSupplier stopped) {
        this.clock = clock;
        this.stopped = stopped;
    }

    /** Returns the time at the end of the wait: at or after the target, or any time once stopped. */
    public long await(long targetNanos) {
        long now = clock.nanos();
        while (now - targetNanos < 0 && !stopped.getAsBoolean()) {
            long left = targetNanos - now;
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(Math.min(left, MAX_PARK_NANOS));
            } else {
                Thread.onSpinWait();
            }
            now = clock.nanos();
        }
        return now;
    }
}
