package io.datastorm.kafka.producer;

import io.datastorm.generator.stamp.Freshness;
import io.datastorm.kafka.producer.value.Values;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records whose headers are stamped afresh. */
record HeadedValues(Values values, PlanHeaders headers) implements Values {
    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        headers.stamp(now);
        return values.next(now);
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
