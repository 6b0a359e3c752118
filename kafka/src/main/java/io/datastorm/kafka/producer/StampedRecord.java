package io.datastorm.kafka.producer;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record whose timestamp is set anew each time that it is sent: the stamp covers the timestamp, so the producer must
 * not choose it. The producer copies a record before {@code send} returns. Not thread-safe.
 */
final class StampedRecord extends ProducerRecord<byte[], byte[]> {
    private Long millis = 0L;

    StampedRecord(String topic, int partition, byte[] key, byte[] value, List<Header> headers) {
        super(topic, partition, key, value, headers);
    }

    /** The box is the caller's: many records have the same time. */
    void timestamp(Long timestampMillis) {
        millis = timestampMillis;
    }

    @Override
    public Long timestamp() {
        return millis;
    }

    /** A record is the one that it is, whatever it holds at the moment. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
