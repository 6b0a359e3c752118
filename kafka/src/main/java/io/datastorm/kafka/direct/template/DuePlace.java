package io.datastorm.kafka.direct.template;

import io.datastorm.core.verify.stamp.DueStamp;

/**
 * Where records say when they were due.
 *
 * @param behind so many bytes of a record stand behind that
 */
public record DuePlace(DueStamp stamp, int behind) {
    /** Writes it into a record that ends there. */
    void write(byte[] bytes, int end, long intendedNanos) {
        stamp.write(bytes, at(end), intendedNanos);
    }

    /** Where it stands in a record that ends there. */
    int at(int end) {
        return end - behind - DueStamp.BYTES;
    }
}
