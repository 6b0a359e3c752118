package io.datastorm.core.engine;

import java.time.Duration;

/** A time that may be brought forward, but never put off. Thread-safe. */
public final class Deadline {
    private volatile Long nanos;

    /** It ends this long from now, unless it ends sooner already. */
    public synchronized void within(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        if (nanos == null || until - nanos < 0) {
            nanos = until;
        }
    }

    /** Whether it is over; never before {@link #within} was called. */
    public boolean over() {
        Long until = nanos;
        return until != null && System.nanoTime() - until >= 0;
    }
}
