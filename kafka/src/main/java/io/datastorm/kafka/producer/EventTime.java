package io.datastorm.kafka.producer;

import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Timestamps;
import io.datastorm.generator.stamp.RecordTime;
import io.datastorm.generator.stamp.Slot;
import java.util.List;

/** Finds what tells the timestamps of a stream's records. */
public final class EventTime {
    private EventTime() {}

    /**
     * What the plan asks for.
     *
     * @param slots of the values
     * @throws IllegalArgumentException if it is a field that tells no time, or not another one in each record
     */
    public static RecordTime of(RecordPlan plan, List<Slot> slots) {
        if (plan.timestamps() instanceof Timestamps.Lagged lagged) {
            return new RecordTime.Lagged(lagged.lag().toMillis());
        }
        String path = ((Timestamps.OfField) plan.timestamps()).path();
        for (Slot slot : slots) {
            if (slot.field().equals(path)) {
                return RecordTime.of(slot.stamp());
            }
        }
        throw new IllegalArgumentException("is no field that is stamped afresh in each record");
    }
}
