package io.datastorm.kafka.producer.value;

import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.generator.stamp.Freshness;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of one worker, one after the other. For that worker's thread. */
public interface Values {
    /** A {@link #kind}: no other record has its arrays. */
    int ALONE = -1;

    /** A {@link #kind}: no other record has its arrays, and it has headers that are not the plan's. */
    int OTHER_HEADERS = -2;

    /** The next record; its arrays may be used again for the one after it. */
    ProducerRecord<byte[], byte[]> next(Freshness now);

    /**
     * A number that the last record shares with all that have the same arrays for key and value; negative if none has.
     */
    int kind();

    /** The event of the next record is lost: what follows from its number goes on. */
    default void skip() {}

    /** In which way the last record is wrong on purpose; null if it is not. */
    default DirtyRecord dirty() {
        return null;
    }
}
