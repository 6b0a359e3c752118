/**
 * Records of a topic as plain values, to learn from.
 *
 * <p>May use: kafka-clients, the schema registry, Avro, Jackson.
 */
package io.datastorm.kafka.sample;
