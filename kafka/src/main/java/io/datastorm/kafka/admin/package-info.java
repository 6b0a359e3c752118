/**
 * What a run asks of a cluster before and after: access, the topic, its offsets.
 *
 * <p>May use {@code core} and Kafka's Admin client. Must not send records.
 */
package io.datastorm.kafka.admin;
