package io.datastorm.kafka.direct;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Under which rules batches are sent.
 *
 * @param idempotent whether batches are numbered, so that a retry cannot store them twice
 * @param requestBytes how many bytes of batches a request holds, unless one batch alone is larger
 * @param deliveryNanos how long a batch is retried, from its first record on
 * @param backoffNanos before the first retry; doubles with each that follows
 * @param backoffMaxNanos at most
 */
record DispatchRules(
        boolean idempotent, long requestBytes, long deliveryNanos, long backoffNanos, long backoffMaxNanos) {
    private static final int MAX_DOUBLINGS = 20;

    /** From the settings of a producer, and how many bytes of batches a request holds. */
    static DispatchRules of(Map<String, Object> settings, long requestBytes) {
        ProducerConfig config = new ProducerConfig(settings);
        return new DispatchRules(
                config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG),
                requestBytes,
                TimeUnit.MILLISECONDS.toNanos(config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)),
                TimeUnit.MILLISECONDS.toNanos(config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG)),
                TimeUnit.MILLISECONDS.toNanos(config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG)));
    }

    /** Before the next attempt. */
    long backoffNanos(int attempts) {
        return Math.min(backoffMaxNanos, backoffNanos << Math.min(attempts, MAX_DOUBLINGS));
    }
}
