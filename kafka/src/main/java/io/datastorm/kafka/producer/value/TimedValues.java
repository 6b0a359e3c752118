package io.datastorm.kafka.producer.value;

import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.stamp.RecordTime;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records with timestamps that the producer does not choose. */
public record TimedValues(Values values, RecordTime time) implements Values {
    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        ProducerRecord<byte[], byte[]> record = values.next(now);
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                Math.max(0, time.millis(now)),
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
}
