package io.datastorm.kafka.producer;

import io.datastorm.core.proof.journal.Journal;
import io.datastorm.core.proof.journal.Outcome;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The callback of one record that proves itself: tells the journal, then the {@link Completion} that it shares with
 * others. Recycled like that one.
 */
final class Receipt implements Callback {
    private final Proving owner;
    private int lane;
    private long sequence;
    private Completion completion;

    Receipt(Proving owner) {
        this.owner = owner;
    }

    Receipt of(int ofLane, long number, Completion shared) {
        lane = ofLane;
        sequence = number;
        completion = shared;
        return this;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
        if (exception == null) {
            Outcome outcome = owner.acknowledging() ? Outcome.ACKNOWLEDGED : Outcome.UNRESOLVED;
            owner.journal()
                    .add(outcome, lane, sequence, 1, metadata.hasOffset() ? metadata.offset() : Journal.NO_OFFSET);
        } else {
            Outcome outcome = completion.mayBeStored(exception) ? Outcome.UNRESOLVED : Outcome.FAILED;
            owner.journal().add(outcome, lane, sequence, 1, Journal.NO_OFFSET);
        }
        completion.onCompletion(metadata, exception);
        if (exception == null) {
            owner.free(this);
        }
    }
}
