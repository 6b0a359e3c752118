/**
 * Writes values as bytes, and marks the places of their stamps.
 *
 * <p>Owns how Avro, JSON, Protobuf and plain values are written. May use Avro's encoders, and Jackson for the escaping
 * of text.
 */
package io.datastorm.generator.encoding;
