package io.datastorm.core.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * When to stop: after exactly so many records, or after so long. One of the two is set.
 *
 * @param records measured records, not counting the warm-up
 * @param duration of the measured window
 * @param warmup what comes before the measured window
 */
public record RunLength(Optional<Long> records, Optional<Duration> duration, Warmup warmup) {}
