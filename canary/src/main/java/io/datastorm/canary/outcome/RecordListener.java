package io.datastorm.canary.outcome;

import java.time.Duration;

/** Hears what becomes of records. Called with the lock of the {@link OutstandingRecords}: it must not wait. */
public interface RecordListener {
    /** It is known what became of a record. */
    void decided(Decision decision, long nowNanos);

    /** A record came after its deadline, so long after it was due. */
    default void late(int partition, Duration after) {}

    /** A record came twice. */
    default void duplicated(int partition, long offset) {}

    /** A record that was acknowledged with this offset is not there: the consumer has read on behind it. */
    default void lost(int partition, long offset) {}
}
