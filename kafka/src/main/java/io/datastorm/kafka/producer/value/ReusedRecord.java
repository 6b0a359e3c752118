package io.datastorm.kafka.producer.value;

import io.datastorm.core.topic.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record whose topic, partition and timestamp are set anew each time that it is sent. The producer copies a record
 * before {@code send} returns. Not thread-safe.
 */
public final class ReusedRecord extends ProducerRecord<byte[], byte[]> {
    private String topic;
    private Integer partition;
    private Long millis;

    /** With these arrays. */
    public ReusedRecord(String topic, byte[] key, byte[] value, Iterable<Header> headers) {
        super(topic, null, key, value, headers);
        this.topic = topic;
    }

    /** For a partition that the producer chooses. A timestamp of null is left to it as well. */
    public ReusedRecord at(Long timestampMillis) {
        millis = timestampMillis;
        return this;
    }

    /**
     * For a partition by its number. The boxes are the caller's: many records have the same ones.
     *
     * @param toPartition Kafka's number of it, within the topic
     */
    public ReusedRecord at(Topics topics, int number, Integer toPartition, Long timestampMillis) {
        topic = topics.name(number);
        partition = toPartition;
        millis = timestampMillis;
        return this;
    }

    @Override
    public String topic() {
        return topic;
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
