package io.datastorm.kafka.producer.value;

import io.datastorm.core.verify.stamp.RecordStamp;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One partition after the other, each for as many bytes as a batch has, as Kafka's own partitioner does for records
 * without keys (KIP-794).
 */
public final class StickyPartition implements PartitionChoice {
    private final Batching batching;
    private int sticky;
    private long bytes;
    private long sinceMillis;

    /** Workers begin at different partitions. */
    public StickyPartition(Batching batching) {
        this.batching = batching;
        this.sticky = batching.worker();
    }

    @Override
    public int next(ProducerRecord<byte[], byte[]> record, long millis, int partitions) {
        byte[] value = record.value();
        bytes += (value == null ? 0 : value.length) + RecordStamp.COST_BYTES;
        if (bytes > batching.bytes() || millis - sinceMillis > batching.lingerMillis()) {
            bytes = 0;
            sinceMillis = millis;
            sticky++;
        }
        return sticky % partitions;
    }
}
