package io.datastorm.core.workload;

import java.time.Duration;

/**
 * How long records are sent before the measured window begins.
 *
 * @param atMost when the window begins at the latest
 * @param untilSteady whether it begins earlier, as soon as the throughput is steady
 */
public record Warmup(Duration atMost, boolean untilSteady) {
    /** Until throughput is steady, 30 seconds at most. */
    public static final Warmup AUTO = new Warmup(Duration.ofSeconds(30), true);

    /** In a workload, instead of a duration. */
    public static final String AUTO_TEXT = "auto";

    /** This long. */
    public static Warmup of(Duration duration) {
        return new Warmup(duration, false);
    }

    /** As in a workload. */
    public String text() {
        return untilSteady ? AUTO_TEXT : Quantities.format(atMost);
    }
}
