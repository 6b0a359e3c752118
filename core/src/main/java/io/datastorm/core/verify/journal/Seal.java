package io.datastorm.core.verify.journal;

/**
 * The last block of a journal whose run ended in good order: how many records it speaks of. A journal without one was
 * cut off. Immutable.
 *
 * @param acknowledged records that a broker acknowledged
 * @param failed records that are surely not stored
 * @param unresolved records without an answer
 * @param topicId Kafka's id of the topic when the run ended; differs from the heading's if the topic was created again
 *     meanwhile
 */
public record Seal(long acknowledged, long failed, long unresolved, String topicId) {
    /** All records that were sent. */
    public long records() {
        return acknowledged + failed + unresolved;
    }
}
