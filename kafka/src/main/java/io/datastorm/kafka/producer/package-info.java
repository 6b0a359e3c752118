/**
 * A sender over the official KafkaProducer: what an application would get.
 *
 * <p>May use {@code core} and the public API of kafka-clients. Must not touch Kafka's internal classes.
 */
package io.datastorm.kafka.producer;
