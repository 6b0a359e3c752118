package io.datastorm.core.pace;

import java.time.Duration;

/**
 * A straight line from the rate before to this rate.
 *
 * @param rate at its end
 * @param duration above zero
 */
public record Stage(Rate rate, Duration duration) {
    public Stage {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a stage must last longer than nothing");
        }
    }
}
