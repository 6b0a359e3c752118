package io.datastorm.kafka.wire;

import java.nio.ByteBuffer;

/** A finished batch on its way to one partition. */
public interface OutgoingBatch {
    /** Where it goes, as {@link io.datastorm.core.topic.Topics} numbers partitions. */
    int partition();

    /** All its bytes, from position to limit. They must not change before the batch is answered. */
    ByteBuffer bytes();
}
