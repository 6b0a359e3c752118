package io.datastorm.generator.dirt;

import java.time.Duration;

/**
 * Events that are sent late.
 *
 * @param rate the share of events that are, 0 to 1
 * @param least how late they are at least
 * @param most how late they are at most; all delays between are equally likely
 */
public record Lateness(double rate, Duration least, Duration most) {
    /** All events are sent when they happen. */
    public static final Lateness NONE = new Lateness(0, Duration.ZERO, Duration.ZERO);

    public Lateness {
        if (least.compareTo(most) > 0) {
            throw new IllegalArgumentException("must begin with the shorter one of the two");
        }
    }
}
