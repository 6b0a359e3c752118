package io.datastorm.generator.dirt;

import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.stamp.UuidText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a stream's values that follow from the number of an event: by them it is found among others, or known
 * to be missing. Immutable and thread-safe.
 */
public final class EventFields {
    private final List<Slot> slots;

    private EventFields(List<Slot> slots) {
        this.slots = slots;
    }

    /** Of values that have these slots. */
    public static EventFields of(List<Slot> slots) {
        return new EventFields(
                slots.stream().filter(slot -> counts(slot.stamp())).toList());
    }

    private static boolean counts(Stamp stamp) {
        return !(stamp instanceof Stamp.EpochTime) && !(stamp instanceof Stamp.IsoText);
    }

    /** Whether there is none. */
    public boolean none() {
        return slots.isEmpty();
    }

    /** What they hold in an event, by their paths. */
    public Map<String, Object> of(long number) {
        Map<String, Object> fields = new LinkedHashMap<>();
        slots.forEach(slot -> fields.put(slot.field(), value(slot.stamp(), number)));
        return fields;
    }

    private static Object value(Stamp stamp, long number) {
        if (stamp instanceof Stamp.Sequence sequence) {
            return sequence.value(number);
        }
        if (stamp instanceof Stamp.FloatingSequence sequence) {
            return sequence.value(number);
        }
        if (stamp instanceof Stamp.UuidSequence uuids) {
            byte[] text = new byte[UuidText.WIDTH];
            uuids.write(text, 0, UuidText.WIDTH, number);
            return new String(text, StandardCharsets.US_ASCII);
        }
        return stamp instanceof Stamp.DigitSequence ? number + 1 : number;
    }
}
