package io.datastorm.kafka.direct.template;

import io.datastorm.generator.stamp.Varint;
import java.time.Duration;

/**
 * The range of timestamps within a batch. A record's timestamp is written as its distance from the batch's base, in as
 * many bytes as that needs; for records to be refreshed in place all distances must have the same width, so the base
 * lies as far before the first record as that takes.
 *
 * @param first the distance of the batch's first record, milliseconds
 * @param last the largest distance of the same width
 */
public record TimestampDelta(int first, int last) {
    private static final int ONE_BYTE_LAST = 63;
    private static final int TWO_BYTES_LAST = 8191;
    private static final int THREE_BYTES_LAST = 1_048_575;

    /** Wide enough for batches that wait so long. */
    public static TimestampDelta of(Duration linger) {
        long millis = linger.toMillis();
        if (millis <= ONE_BYTE_LAST) {
            return new TimestampDelta(0, ONE_BYTE_LAST);
        }
        return millis <= TWO_BYTES_LAST - ONE_BYTE_LAST - 1
                ? new TimestampDelta(ONE_BYTE_LAST + 1, TWO_BYTES_LAST)
                : new TimestampDelta(TWO_BYTES_LAST + 1, THREE_BYTES_LAST);
    }

    /** Bytes that each distance takes. */
    public int width() {
        return Varint.width(last);
    }
}
