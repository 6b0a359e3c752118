package io.datastorm.kafka.producer.value;

import io.datastorm.generator.stamp.Freshness;
import io.datastorm.kafka.producer.header.PlanHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records whose headers are stamped afresh. */
public record HeadedValues(Values values, PlanHeaders headers) implements Values {
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
