package io.datastorm.kafka.direct.template;

import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.stamp.ValueStamp;

/**
 * What is written into each record of a worker so that it can be followed.
 *
 * @param verification into its last header; null: there is none
 * @param due when it was due, into the header before that, or the last one; null if records do not tell
 * @param value into its value; null: there is none
 */
public record RecordStamps(RecordStamp verification, DueStamp due, ValueStamp value) {
    /** Records are as their schema says. */
    public static final RecordStamps NONE = new RecordStamps(null, null, null);

    /** Where records say when they were due; null if they do not. */
    public DuePlace duePlace() {
        return due == null ? null : new DuePlace(due, verification == null ? 0 : RecordStamp.COST_BYTES);
    }

    /** What values say; null: nothing. */
    public ValuePlace valuePlace() {
        return value == null ? null : new ValuePlace(value, duePlace());
    }
}
