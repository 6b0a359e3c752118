package io.datastorm.kafka.producer.value;

import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.generator.stamp.Freshness;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records with partitions that the producer does not choose. */
public record PartitionedValues(Values values, PartitionChoice choice, PartitionCount count) implements Values {
    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        ProducerRecord<byte[], byte[]> record = values.next(now);
        int bytes = record.value() == null ? 0 : record.value().length;
        return new ProducerRecord<>(
                record.topic(),
                choice.next(bytes, now.epochMillis(), count.get()),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    @Override
    public int kind() {
        return values.kind();
    }

    @Override
    public void skip() {
        values.skip();
    }

    @Override
    public DirtyRecord dirty() {
        return values.dirty();
    }
}
