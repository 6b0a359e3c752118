package io.datastorm.core.workload.consumer;

import io.datastorm.core.pace.Rate;
import io.datastorm.core.workload.Quantities;
import java.time.Duration;
import java.util.Optional;

/**
 * What a member does with records: it spends time on them, as an application would.
 *
 * @param perRecord time for each record
 * @param perPoll time for what a poll returned
 * @param rate at most so much, all members of a group together
 */
public record Processing(Duration perRecord, Duration perPoll, Optional<Rate> rate) {
    /** None at all. */
    public static final Processing NONE = new Processing(Duration.ZERO, Duration.ZERO, Optional.empty());

    private static final String PER_POLL = "/poll";
    private static final String PER_RECORD = "/record";

    /**
     * Reads {@code 2ms} or {@code 2ms/record}, and {@code 100ms/poll}.
     *
     * @throws IllegalArgumentException with what must be written
     */
    public static Processing parse(String text) {
        if (text.endsWith(PER_POLL)) {
            return new Processing(Duration.ZERO, time(text, PER_POLL), Optional.empty());
        }
        return new Processing(time(text, PER_RECORD), Duration.ZERO, Optional.empty());
    }

    private static Duration time(String text, String unit) {
        String number = text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : text;
        try {
            return Quantities.duration(number);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a time for each record, such as 2ms, or for each poll, such as 100ms/poll, got '" + text
                            + "'",
                    e);
        }
    }

    /** The same at such a rate. */
    public Processing with(Optional<Rate> other) {
        return new Processing(perRecord, perPoll, other);
    }
}
