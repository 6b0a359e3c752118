package io.datastorm.grpc;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How a producer makes batches: as the settings of a KafkaProducer say.
 *
 * @param batchBytes of a batch that is full
 * @param lingerNanos how long a batch waits to become full
 * @param bufferBytes of all batches that wait or are in flight
 */
record BatchLimits(int batchBytes, long lingerNanos, long bufferBytes) {
    private static final long MILLI = 1_000_000;

    static BatchLimits of(Map<String, Object> settings) {
        ProducerConfig config = new ProducerConfig(settings);
        return new BatchLimits(
                config.getInt(ProducerConfig.BATCH_SIZE_CONFIG),
                config.getLong(ProducerConfig.LINGER_MS_CONFIG) * MILLI,
                config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG));
    }
}
