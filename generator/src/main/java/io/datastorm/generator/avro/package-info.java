/**
 * Generates Avro's binary encoding from an Avro schema.
 *
 * <p>Owns one {@link io.datastorm.generator.avro.ValueMaker} a schema node and the hints that steer it. May use Avro
 * for the schema and the encoding.
 */
package io.datastorm.generator.avro;
