package io.datastorm.kafka.direct.template;

import io.datastorm.core.verify.stamp.ValueStamp;

/**
 * What values say of their record.
 *
 * @param due where the record's headers say when it was due; null if they do not
 */
public record ValuePlace(ValueStamp stamp, DuePlace due) {
    /** The record that is stamped next ends there, and says when it was due. */
    void copyDue(byte[] bytes, int end) {
        if (due != null) {
            stamp.due(bytes, due.at(end));
        }
    }
}
