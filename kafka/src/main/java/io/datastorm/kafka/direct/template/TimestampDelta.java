package io.datastorm.kafka.direct.template;

import io.datastorm.generator.stamp.Varint;
import java.time.Duration;

/**
 * The range of timestamps within a batch. A record's timestamp is written as its distance from the batch's base, in as
 * many bytes as that needs; for records to be refreshed in place all distances must have the same width, so the base
 * lies as far before the first record as that takes.
 *
 * @param least the smallest distance of the width, milliseconds
 * @param first the distance of a batch's first record: records that are sent late lie before it
 * @param last the largest distance of the width
 */
public record TimestampDelta(int least, int first, int last) {
    /** How much earlier than they are sent records may have happened. */
    public static final Duration MOST_DELAY = Duration.ofDays(22);

    /** The largest distances of one to five bytes; those of five are more than an int holds. */
    private static final int[] LAST_OF_WIDTH = {63, 8_191, 1_048_575, 134_217_727, Integer.MAX_VALUE};

    /**
     * Wide enough for batches that wait so long, of records that happened so much earlier at most.
     *
     * @throws IllegalArgumentException if no width is
     */
    public static TimestampDelta of(Duration linger, Duration delay) {
        // A record may come late into its batch, by as much as a worker is held up.
        long reach = linger.toMillis() + LAST_OF_WIDTH[0] + 1;
        int least = 0;
        for (int last : LAST_OF_WIDTH) {
            boolean narrow = last == LAST_OF_WIDTH[0] && delay.isZero() && linger.toMillis() <= last;
            if (narrow || least + delay.toMillis() + reach <= last) {
                return new TimestampDelta(least, (int) (least + delay.toMillis()), last);
            }
            least = last + 1;
        }
        throw new IllegalArgumentException("timestamps %s back do not fit into a batch".formatted(delay));
    }

    /** Bytes that each distance takes. */
    public int width() {
        return Varint.width(last);
    }
}
