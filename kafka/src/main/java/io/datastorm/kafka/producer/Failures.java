package io.datastorm.kafka.producer;

import io.datastorm.core.measure.WorkerStats;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sorts records that did not get an acknowledgement into failed (surely not stored) and unresolved (may be stored): a batch that ran out of time may
 * have been written by an attempt whose answer was lost. Thread-safe.
 */
final class Failures {
    private final WorkerStats stats;
    /** One label for each kind of error, with the first message seen: messages name records, and there may be millions. */
    private final Map<String, String> labels = new ConcurrentHashMap<>();

    Failures(WorkerStats stats) {
        this.stats = stats;
    }

    void count(Exception exception) {
        String kind = exception.getClass().getSimpleName();
        String label = labels.computeIfAbsent(kind, k -> k + ": " + exception.getMessage());
        if (mayBeStored(exception)) {
            stats.unresolved(label, 1);
        } else {
            stats.failed(label, 1);
        }
    }

    static boolean mayBeStored(Exception exception) {
        if (exception instanceof TimeoutException) {
            // Sub-classes tell of records that never left: no room in the buffer.
            return exception.getClass() == TimeoutException.class && !neverQueued(exception);
        }
        return exception instanceof NetworkException
                || exception instanceof DisconnectException
                || exception instanceof NotEnoughReplicasAfterAppendException
                || exception.getClass() == KafkaException.class;
    }

    /** Before a record is queued, the producer waits for the topic's metadata. */
    private static boolean neverQueued(Exception exception) {
        return String.valueOf(exception.getMessage()).contains("not present in metadata");
    }
}
