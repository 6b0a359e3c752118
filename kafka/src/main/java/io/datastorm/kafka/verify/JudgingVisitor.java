package io.datastorm.kafka.verify;

import io.datastorm.core.verify.BatchHealth;
import io.datastorm.core.verify.PartitionJudge;
import io.datastorm.kafka.wire.FetchedBatch;

/** Hands what it sees to the judge. */
record JudgingVisitor(PartitionJudge judge) implements PartitionVisitor {
    @Override
    public void batch(FetchedBatch batch, boolean soundHeader) {
        BatchHealth header = soundHeader ? BatchHealth.SOUND : BatchHealth.BAD_HEADER;
        BatchHealth health = batch.valid() ? header : BatchHealth.BAD_CHECKSUM;
        judge.batch(batch.baseOffset(), batch.lastOffset(), batch.leaderEpoch(), health);
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
