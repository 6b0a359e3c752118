package io.datastorm.lab.experiment;

import io.datastorm.core.pace.NanoClock;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an experiment may take, in whole blocks: a block of which half is missing would tell less than nothing. The
 * longest one so far tells how long the next will be.
 */
final class Budget {
    private final Optional<Duration> most;
    private final NanoClock clock;
    private final long beganNanos;
    private long blockBeganNanos;
    private long longestNanos;
    private int block;

    Budget(Optional<Duration> most, NanoClock clock) {
        this.most = most;
        this.clock = clock;
        this.beganNanos = clock.nanos();
        this.blockBeganNanos = beganNanos;
    }

    /** Whether this block would be too much, asked before each run; the first one never is. */
    boolean usedUp(int next) {
        if (next == block || most.isEmpty()) {
            return false;
        }
        long now = clock.nanos();
        longestNanos = Math.max(longestNanos, now - blockBeganNanos);
        boolean first = block == 0;
        block = next;
        blockBeganNanos = now;
        return !first && now - beganNanos + longestNanos > most.get().toNanos();
    }
}
