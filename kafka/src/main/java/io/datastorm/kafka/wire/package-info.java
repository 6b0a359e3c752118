/**
 * What the direct sender needs of Kafka's internal classes, behind types of our own: the connections, the two requests, the format of a batch.
 *
 * <p>The only package that may touch classes of kafka-clients which are not its public API. They belong to exactly one version, which the parent pom
 * pins; {@code BatchFormatTest} compares every byte with what the official producer makes.
 */
package io.datastorm.kafka.wire;
