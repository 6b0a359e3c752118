package io.datastorm.kafka.verify;

import io.datastorm.core.verify.BatchHealth;
import io.datastorm.core.verify.PartitionJudge;
import io.datastorm.core.verify.transaction.Visibility;
import io.datastorm.kafka.wire.FetchedBatch;
import java.util.function.Function;

/**
 * Hands what it sees to the judge.
 *
 * @param visibility of a batch whose transaction was not aborted
 */
record JudgingVisitor(PartitionJudge judge, Function<FetchedBatch, Visibility> visibility) implements PartitionVisitor {
    /** For a log, or the part of it, in which all is visible that was not aborted. */
    JudgingVisitor(PartitionJudge judge) {
        this(judge, batch -> Visibility.VISIBLE);
    }

    @Override
    public void batch(FetchedBatch batch, boolean soundHeader) {
        BatchHealth header = soundHeader ? BatchHealth.SOUND : BatchHealth.BAD_HEADER;
        BatchHealth health = batch.valid() ? header : BatchHealth.BAD_CHECKSUM;
        judge.batch(
                batch.baseOffset(),
                batch.lastOffset(),
                batch.leaderEpoch(),
                health,
                batch.aborted() ? Visibility.ABORTED : visibility.apply(batch));
    }

    @Override
    public void record(RecordCursor record) {
        judge.content(record.bytes(), record.contentAt(), record.contentLength(), record.millis());
        judge.record(record.offset(), record.bytes(), record.stampAt());
    }

    @Override
    public void repeated(RecordCursor record) {
        judge.content(record.bytes(), record.contentAt(), record.contentLength(), record.millis());
        judge.repeated(record.offset(), record.bytes(), record.stampAt());
    }

    @Override
    public void unreadable(long firstOffset, long count) {
        judge.unreadable(firstOffset, count);
    }
}
