package io.datastorm.kafka.producer.value;

import io.datastorm.core.engine.RecordEncoder;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.stamp.Freshness;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Values that are generated and encoded when they are sent, each in an array of its own. */
public final class EncodedValues implements Values {
    private final RecordEncoder encoder;
    private final String topic;
    private final List<Header> headers;
    private final int workers;
    private final EncodedRecord buffer;
    /** Null if keys are those of the values. */
    private final KeyArray drawn;

    private long position;

    public EncodedValues(RecordEncoder encoder, String topic, List<Header> headers, int worker, int workers) {
        this.encoder = encoder;
        this.topic = topic;
        this.headers = headers;
        this.workers = workers;
        this.buffer = encoder.buffer();
        this.drawn = encoder.drawnKeys()
                .map(keys -> new KeyArray(keys, worker, workers))
                .orElse(null);
        this.position = worker;
    }

    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        byte[] value = encoder.encode(position, buffer, now);
        byte[] key = drawn == null ? buffer.key() : drawn.next();
        position += workers;
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    @Override
    public void skip() {
        position += workers;
    }

    @Override
    public int kind() {
        return ALONE;
    }
}
