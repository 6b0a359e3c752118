package io.datastorm.kafka.producer;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The callback of records that were due and sent together: remembers their times, and goes back to its sender's
 * {@link FreeRing} when the last of them is acknowledged.
 *
 * <p>The worker fills it in before it sends; after that only the acknowledging thread touches it.
 */
final class SendCallback implements Callback {
    private final ProducerSender owner;
    private long intendedNanos;
    private long sentNanos;
    private int open;

    SendCallback(ProducerSender owner) {
        this.owner = owner;
    }

    /** For so many records. */
    SendCallback of(long intended, long sent, int records) {
        intendedNanos = intended;
        sentNanos = sent;
        open = records;
        return this;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        if (exception == null) {
            owner.acknowledged(this, metadata);
        } else {
            owner.failed(this, exception);
        }
    }

    /**
     * Counts one acknowledgement; true with the last. Failures do not count: they may come from the worker's own
     * thread.
     */
    boolean last() {
        return --open == 0;
    }

    /** Whether records that failed so may be stored all the same. */
    boolean mayBeStored(Exception exception) {
        return owner.mayBeStored(exception);
    }

    long intendedNanos() {
        return intendedNanos;
    }

    long sentNanos() {
        return sentNanos;
    }
}
