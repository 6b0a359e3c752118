/**
 * What we need of Kafka's internal classes, behind types of our own: connections, produce and fetch requests, the
 * format of a batch, the partition of a key.
 *
 * <p>The only package that may touch classes of kafka-clients which are not its public API. They belong to exactly one
 * version, which the parent pom pins; {@code GoldenBatchTest} compares every byte with what the official producer
 * makes.
 */
package io.datastorm.kafka.wire;
