package io.datastorm.kafka.producer;

import io.datastorm.core.measure.WorkerStats;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sorts records that did not get an acknowledgement into failed (surely not stored) and unresolved (may be stored). The
 * producer tells the exception of the last attempt only. So its words count only if there was no attempt before;
 * otherwise an earlier one may have been written, and its answer lost. Thread-safe.
 */
final class Failures {
    private final WorkerStats stats;
    /**
     * One label for each kind of error, with the first message seen: messages name records, and there may be millions.
     */
    private final Map<String, String> labels = new ConcurrentHashMap<>();

    private final BooleanSupplier retried;

    /**
     * For one worker.
     *
     * @param retried whether its producer has ever sent a batch again
     */
    Failures(WorkerStats stats, BooleanSupplier retried) {
        this.stats = stats;
        this.retried = retried;
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

    boolean mayBeStored(Exception exception) {
        return !neverSent(exception) && (inDoubt(exception) || retried.getAsBoolean());
    }

    /** It never left: no room in the buffer, too large, or no metadata. */
    private static boolean neverSent(Exception exception) {
        return exception instanceof BufferExhaustedException
                || exception instanceof SerializationException
                || (exception instanceof RecordTooLargeException && refusedByProducer(exception))
                || (exception instanceof TimeoutException && neverQueued(exception));
    }

    /**
     * What a broker may also say, or what may happen, after it has appended: see {@code ResponseAction} of the direct
     * sender.
     */
    private static boolean inDoubt(Exception exception) {
        return exception instanceof TimeoutException
                || exception instanceof NetworkException
                || exception instanceof DisconnectException
                || exception instanceof NotEnoughReplicasAfterAppendException
                || exception instanceof NotLeaderOrFollowerException
                || exception instanceof UnknownTopicOrPartitionException
                || exception instanceof KafkaStorageException
                || exception instanceof UnknownServerException
                || exception.getClass() == KafkaException.class;
    }

    /** The broker's words are others. */
    private static boolean refusedByProducer(Exception exception) {
        return String.valueOf(exception.getMessage()).contains("when serialized");
    }

    /** Before a record is queued, the producer waits for the topic's metadata. */
    private static boolean neverQueued(Exception exception) {
        return String.valueOf(exception.getMessage()).contains("not present in metadata");
    }
}
