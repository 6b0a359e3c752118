package io.datastorm.kafka.producer;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The callback of one record under way: remembers its times, and goes back to its sender's {@link CompletionRing} when it is done. */
final class Completion implements Callback {
    private final ProducerSender owner;
    private long intendedNanos;
    private long sentNanos;
    private int valueBytes;

    Completion(ProducerSender owner) {
        this.owner = owner;
    }

    Completion of(long intended, long sent, int bytes) {
        intendedNanos = intended;
        sentNanos = sent;
        valueBytes = bytes;
        return this;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        owner.completed(this, exception);
    }

    long intendedNanos() {
        return intendedNanos;
    }

    long sentNanos() {
        return sentNanos;
    }

    int valueBytes() {
        return valueBytes;
    }
}
