package io.datastorm.core.verify.journal;

import java.util.List;

/**
 * The last block of a journal whose run ended in good order: how many records it speaks of. A journal without one was
 * cut off. Immutable.
 *
 * @param acknowledged records that a broker acknowledged
 * @param failed records that are surely not stored
 * @param unresolved records without an answer
 * @param topicIds Kafka's ids of the topics when the run ended; those that differ from the heading's were created again
 *     meanwhile
 */
public record Seal(long acknowledged, long failed, long unresolved, List<String> topicIds) {
    /** All records that were sent. */
    public long records() {
        return acknowledged + failed + unresolved;
    }
}
