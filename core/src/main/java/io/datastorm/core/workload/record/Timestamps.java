package io.datastorm.core.workload.record;

import io.datastorm.core.workload.Quantities;
import java.time.Duration;

/** Which timestamp each record has. */
public sealed interface Timestamps {
    /** When it is sent. */
    Timestamps NOW = new Lagged(Duration.ZERO);

    /** So long before it is sent. */
    record Lagged(Duration lag) implements Timestamps {}

    /** What a field of its value tells, by the path of the field. */
    record OfField(String path) implements Timestamps {}

    /**
     * Reads {@code now}, {@code lag:DURATION} or {@code field:NAME}.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static Timestamps parse(String text) {
        if (text.equals("now")) {
            return NOW;
        }
        String[] parts = text.split(":", 2);
        if (parts.length == 2 && parts[0].equals("lag")) {
            try {
                return new Lagged(Quantities.duration(parts[1]));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("lag " + e.getMessage(), e);
            }
        }
        if (parts.length == 2 && parts[0].equals("field") && !parts[1].isEmpty()) {
            return new OfField(parts[1]);
        }
        throw new IllegalArgumentException(
                "must be now, lag:DURATION such as lag:1h, or field:NAME, got '" + text + "'");
    }
}
