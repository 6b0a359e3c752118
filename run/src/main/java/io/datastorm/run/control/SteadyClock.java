package io.datastorm.run.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The time of day, in nanoseconds since 1970, as it was when the clock was made, and going on with the monotonic clock:
 * a machine whose clock is set meanwhile does not move it. Immutable.
 */
public final class SteadyClock {
    /**
     * This machine since it was started: processes with the same one have the same monotonic clock (Linux:
     * CLOCK_MONOTONIC). Empty where that is not known.
     */
    public static final String MACHINE = machine();

    private final long epochMinusMonotonic;

    /** A clock that is wrong by so much: tests need one. */
    public SteadyClock(long offsetNanos) {
        Instant now = Instant.now();
        long epoch = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        this.epochMinusMonotonic = epoch - System.nanoTime() + offsetNanos;
    }

    private static String machine() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
        } catch (IOException e) {
            return "";
        }
    }

    /** Its time when the monotonic clock is 0. */
    public long origin() {
        return epochMinusMonotonic;
    }

    /** Now. */
    public long nanos() {
        return epochMinusMonotonic + System.nanoTime();
    }

    /** The reading of the monotonic clock of this JVM at a time of this clock. */
    public long monotonic(long epochNanos) {
        return epochNanos - epochMinusMonotonic;
    }

    /** The time of this clock at a reading of the monotonic clock of this JVM. */
    public long epoch(long monotonicNanos) {
        return monotonicNanos + epochMinusMonotonic;
    }
}
