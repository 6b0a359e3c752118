/**
 * Runs a workload: pool, workers, senders, from the warm-up to the drain.
 *
 * <p>May use {@code workload}, {@code pace}, {@code measure} and {@code generator}. Must not know Kafka: senders come
 * in as an interface.
 */
package io.datastorm.core.engine;
