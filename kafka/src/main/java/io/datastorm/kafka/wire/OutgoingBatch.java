package io.datastorm.kafka.wire;

import java.nio.ByteBuffer;

/** A finished batch on its way to one partition. */
public interface OutgoingBatch {
    /** Where it goes. */
    int partition();

    /** All its bytes, from position to limit. They must not change before {@link #answered} is called. */
    ByteBuffer bytes();

    /** What became of it. Called once for each time that it was sent, from within {@link NetworkConnection#poll}. */
    void answered(BrokerResponse answer);
}
