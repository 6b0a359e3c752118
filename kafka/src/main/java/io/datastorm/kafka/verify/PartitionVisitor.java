package io.datastorm.kafka.verify;

import io.datastorm.kafka.wire.FetchedBatch;

/** Sees everything that is in one partition, in order. For one thread. */
interface PartitionVisitor {
    /** A batch; its records follow, one by one. */
    void batch(FetchedBatch batch);

    /** A record. The cursor moves on when this returns. */
    void record(RecordCursor record);

    /** Records that cannot be read, though their batch is there. */
    void unreadable(long firstOffset, int count);
}
