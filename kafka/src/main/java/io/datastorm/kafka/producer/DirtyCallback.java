package io.datastorm.kafka.producer;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.topic.Topics;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The callback of one record that is wrong on purpose: tells where it is stored, after the callback that records have
 * in any case.
 *
 * @param topics of the stream
 * @param unresolved whether a record that failed so may be stored all the same
 */
record DirtyCallback(
        DirtyRecord record, Callback usual, WorkerStats stats, Topics topics, Predicate<Exception> unresolved)
        implements Callback {
    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        usual.onCompletion(metadata, exception);
        if (exception == null || unresolved.test(exception)) {
            boolean known = exception == null && metadata.hasOffset();
            stats.dirty(record.at(number(metadata), known ? metadata.offset() : DirtyRecord.NOWHERE));
        }
    }

    /** A record that was never given to a partition has none. */
    private int number(RecordMetadata metadata) {
        return metadata.partition() < 0 ? DirtyRecord.NOWHERE : topics.number(metadata.topic(), metadata.partition());
    }
}
