package io.datastorm.core.workload.consumer;

import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Quantities;
import java.time.Duration;
import java.util.Optional;

/**
 * What is written before consumers begin to read: so many bytes of values, or for so long. With neither they read what
 * is in the topic already.
 *
 * @param size of values that are acknowledged in the measured window
 * @param time from the beginning of the measured window
 */
public record Backlog(Optional<DataSize> size, Optional<Duration> time) {
    private static final String EXISTING = "existing";

    /**
     * Reads {@code 2GiB}, {@code 30s} or {@code existing}.
     *
     * @throws IllegalArgumentException with what must be written
     */
    public static Backlog parse(String text) {
        if (text.equals(EXISTING)) {
            return new Backlog(Optional.empty(), Optional.empty());
        }
        try {
            return text.matches(".*[bB]")
                    ? new Backlog(Optional.of(DataSize.parse(text)), Optional.empty())
                    : new Backlog(Optional.empty(), Optional.of(Quantities.duration(text)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a size such as 2GiB, a time such as 30s, or existing, got '" + text + "'", e);
        }
    }

    /** Whether consumers read what is in the topic already. */
    public boolean existing() {
        return size.isEmpty() && time.isEmpty();
    }
}
