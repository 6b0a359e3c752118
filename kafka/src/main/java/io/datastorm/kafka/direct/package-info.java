/**
 * A sender of prebuilt record batches: what a cluster can take.
 *
 * <p>A load generator knows its records beforehand. So the batches are built once ({@code BatchTemplate}); each send
 * copies one, refreshes what must be fresh, and writes a new header and checksum ({@code StampedFilling}). One thread a
 * worker does everything: it fills batches, hands them to the brokers that lead their partitions
 * ({@code RequestDispatcher}), and takes the answers.
 *
 * <p>May use {@code core} and {@code kafka.wire}, the only package that knows Kafka's internal classes.
 */
package io.datastorm.kafka.direct;
