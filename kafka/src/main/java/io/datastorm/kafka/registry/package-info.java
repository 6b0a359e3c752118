/**
 * A schema registry with Confluent's REST interface: access, registration, lookup.
 *
 * <p>Owns requests and what their answers mean. May use: the JDK's HTTP client, Jackson, Kafka's classes for settings
 * and TLS.
 */
package io.datastorm.kafka.registry;
