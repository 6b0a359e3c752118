package io.datastorm.kafka.producer.value;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record whose partition and timestamp are set anew each time that it is sent. The producer copies a record before
 * {@code send} returns. Not thread-safe.
 */
public final class ReusedRecord extends ProducerRecord<byte[], byte[]> {
    private Integer partition;
    private Long millis;

    /** With these arrays. */
    public ReusedRecord(String topic, byte[] key, byte[] value, Iterable<Header> headers) {
        super(topic, null, key, value, headers);
    }

    /** Null leaves it to the producer. The boxes are the caller's: many records have the same ones. */
    public ReusedRecord at(Integer toPartition, Long timestampMillis) {
        partition = toPartition;
        millis = timestampMillis;
        return this;
    }

    @Override
    public Integer partition() {
        return partition;
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
