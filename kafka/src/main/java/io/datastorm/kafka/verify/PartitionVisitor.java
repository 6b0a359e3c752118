package io.datastorm.kafka.verify;

import io.datastorm.kafka.wire.FetchedBatch;

/** Sees everything that is in one partition, in order. For one thread. */
interface PartitionVisitor {
    /**
     * A batch; its records follow, one by one.
     *
     * @param soundHeader whether its base offset fits to its neighbours; if not, the offsets of its records are what
     *     they must have been
     */
    void batch(FetchedBatch batch, boolean soundHeader);

    /** A record. The cursor moves on when this returns. */
    void record(RecordCursor record);

    /**
     * A record whose offset is not higher than that of the one before it in the log. The cursor moves on when this
     * returns.
     */
    void repeated(RecordCursor record);

    /** Records that cannot be read: their batch cannot be opened, or not even be told apart from its neighbours. */
    void unreadable(long firstOffset, long count);
}
