/**
 * Measures the shape of a topic from a sample of its records, and keeps none of their data.
 *
 * <p>May use {@code kafka.sample} and {@code kafka.wire}, which compresses batches.
 */
package io.datastorm.kafka.shape;
