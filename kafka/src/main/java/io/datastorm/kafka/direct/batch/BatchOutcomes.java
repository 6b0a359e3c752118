package io.datastorm.kafka.direct.batch;

import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.Outcome;
import io.datastorm.kafka.direct.sizing.BatchSizing;

/**
 * Who is told what became of batches: the worker's statistics, the journal if there is one, and whoever decides how
 * large the next ones are.
 *
 * @param journal may be null
 * @param acknowledging whether brokers are asked for acknowledgements (acks is not 0)
 * @param sizing learns how long batches take
 */
public record BatchOutcomes(WorkerStats stats, Journal journal, boolean acknowledging, BatchSizing sizing) {
    /** It is stored, or with acks=0 sent. */
    public void stored(Batch batch, long offset, long nowNanos) {
        batch.acknowledged(stats, nowNanos);
        batch.tellDirty(stats, acknowledging ? offset : Journal.NO_OFFSET);
        sizing.acknowledged(batch.count(), nowNanos - batch.firstNanos(), nowNanos);
        tell(batch, acknowledging ? Outcome.ACKNOWLEDGED : Outcome.UNRESOLVED, offset);
    }

    /** It ends without an acknowledgement. */
    public void failed(Batch batch, String error, long nowNanos) {
        batch.unanswered(stats, nowNanos);
        if (batch.maybeStored()) {
            stats.unresolved(error, batch.count());
            batch.tellDirty(stats, Journal.NO_OFFSET);
        } else {
            stats.failed(error, batch.count());
        }
        tell(batch, batch.maybeStored() ? Outcome.UNRESOLVED : Outcome.FAILED, Journal.NO_OFFSET);
    }

    private void tell(Batch batch, Outcome outcome, long offset) {
        if (journal != null) {
            journal.add(outcome, batch.lane(), batch.firstInLane(), batch.count(), offset);
        }
    }
}
