package io.datastorm.kafka.verify;

import io.datastorm.core.proof.PartitionJudge;
import io.datastorm.kafka.wire.FetchedBatch;

/** Hands what it sees to the judge. */
record JudgingVisitor(PartitionJudge judge) implements PartitionVisitor {
    @Override
    public void batch(FetchedBatch batch) {
        judge.batch(batch.baseOffset(), batch.lastOffset(), batch.leaderEpoch(), batch.valid());
    }

    @Override
    public void record(RecordCursor record) {
        judge.value(record.bytes(), record.valueAt(), Math.max(0, record.valueLength()));
        judge.record(record.offset(), record.bytes(), record.stampAt());
    }

    @Override
    public void unreadable(long firstOffset, int count) {
        judge.unreadable(firstOffset, count);
    }
}
