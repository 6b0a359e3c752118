package io.datastorm.kafka.verify;

import java.util.List;
import java.util.Map;

/**
 * What is in a topic.
 *
 * @param recordsByPartition in the order of partitions
 * @param firstUndecodable where the first values are that are not of the schema
 * @param unread records that could not be read, with the reasons in {@code notes}
 * @param seconds how long reading took
 */
public record Survey(
        String topic,
        Contents contents,
        List<Long> recordsByPartition,
        List<Place> firstUndecodable,
        long unread,
        List<String> notes,
        double seconds) {
    /** Lengths in bytes of what is there; of keys, {@code count} says how many records have one. */
    public record Sizes(long count, double mean, long smallest, long largest) {}

    /** Where a record is. */
    public record Place(int partition, long offset) {}

    /**
     * Counts.
     *
     * @param storedBytes of all batches, as they are stored
     * @param gaps how often an offset does not follow on the one before: after compaction, transactions, or where
     *     records are missing
     * @param missingOffsets offsets in these gaps
     * @param wrongChecksums batches that are not as they were sent
     * @param wrongHeaders batches whose base offset does not fit to their neighbours
     * @param repeatedOffsets records whose offset is not higher than that of the one before
     * @param unreadable records whose batch cannot be decompressed or told apart
     * @param undecodable values that are not of the schema; null if no schema was given
     * @param stamped records with a stamp of DataStorm
     * @param earliestMillis the earliest timestamp, milliseconds since 1970; null without records
     * @param latestMillis the latest
     */
    public record Contents(
            long records,
            long batches,
            long storedBytes,
            Sizes values,
            Sizes keys,
            Map<String, Long> batchesByCompression,
            long gaps,
            long missingOffsets,
            long wrongChecksums,
            long wrongHeaders,
            long repeatedOffsets,
            long unreadable,
            Long undecodable,
            long stamped,
            Long earliestMillis,
            Long latestMillis) {
        /** Whether something is not as it was sent, or not what it should be. */
        public boolean corrupted() {
            return wrongChecksums > 0
                    || wrongHeaders > 0
                    || repeatedOffsets > 0
                    || unreadable > 0
                    || (undecodable != null && undecodable > 0);
        }
    }
}
