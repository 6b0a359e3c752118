package io.datastorm.core.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * When to stop: after exactly so many records, or after so long; without either when somebody stops the run.
 *
 * @param records measured records, not counting the warm-up
 * @param duration of the measured window
 * @param warmup what comes before the measured window
 */
public record RunLength(Optional<Long> records, Optional<Duration> duration, Warmup warmup) {
    /** In a workload, instead of a duration. */
    public static final String ENDLESS = "endless";

    /** Whether records are sent before it is measured. */
    public boolean warmsUp() {
        return !warmup.atMost().isZero();
    }

    /** Whether it has no end of its own. */
    public boolean endless() {
        return records.isEmpty() && duration.isEmpty();
    }
}
