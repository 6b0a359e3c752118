package io.datastorm.core.workload.record;

import io.datastorm.core.workload.Quantities;
import io.datastorm.generator.stamp.RecordTime;
import io.datastorm.generator.stamp.Slot;
import java.time.Duration;
import java.util.List;

/** Which timestamp each record has. */
public sealed interface Timestamps {
    /** When it is sent. */
    Timestamps NOW = new Lagged(Duration.ZERO);

    /**
     * What tells the timestamp of each record.
     *
     * @param slots of the values
     * @throws IllegalArgumentException if it is a field that tells no time, or not another one in each record
     */
    RecordTime time(List<Slot> slots);

    /** So long before it is sent. */
    record Lagged(Duration lag) implements Timestamps {
        @Override
        public RecordTime time(List<Slot> slots) {
            return new RecordTime.Lagged(lag.toMillis());
        }
    }

    /** What a field of its value tells, by the path of the field. */
    record OfField(String path) implements Timestamps {
        @Override
        public RecordTime time(List<Slot> slots) {
            return slots.stream()
                    .filter(slot -> slot.field().equals(path))
                    .findFirst()
                    .map(slot -> RecordTime.of(slot.stamp()))
                    .orElseThrow(
                            () -> new IllegalArgumentException("is no field that is stamped afresh in each record"));
        }
    }

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
