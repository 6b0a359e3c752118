/**
 * From a schema to encoded values, deterministic in (seed, position).
 *
 * <p>Owns value makers, the layout of slots that can be stamped in place, and the templates. May use Avro. Must not
 * know Kafka, rates or threads.
 */
package io.datastorm.generator;
