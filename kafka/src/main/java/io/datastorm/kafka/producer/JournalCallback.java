package io.datastorm.kafka.producer;

import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.Outcome;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The callback of one record that proves itself: tells the journal, then the {@link SendCallback} that it shares with
 * others. Recycled like that one.
 */
final class JournalCallback implements Callback {
    private final RecordStamper owner;
    private int lane;
    private long sequence;
    private SendCallback sendCallback;

    JournalCallback(RecordStamper owner) {
        this.owner = owner;
    }

    JournalCallback of(int ofLane, long number, SendCallback shared) {
        lane = ofLane;
        sequence = number;
        sendCallback = shared;
        return this;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        if (exception == null) {
            Outcome outcome = owner.acknowledging() ? Outcome.ACKNOWLEDGED : Outcome.UNRESOLVED;
            owner.journal()
                    .add(outcome, lane, sequence, 1, metadata.hasOffset() ? metadata.offset() : Journal.NO_OFFSET);
        } else {
            Outcome outcome = sendCallback.mayBeStored(exception) ? Outcome.UNRESOLVED : Outcome.FAILED;
            owner.journal().add(outcome, lane, sequence, 1, Journal.NO_OFFSET);
        }
        sendCallback.onCompletion(metadata, exception);
        if (exception == null) {
            owner.free(this);
        }
    }
}
