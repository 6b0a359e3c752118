/**
 * Encodes values of a schema, and marks where stamps go.
 *
 * <p>Owns the formats and the field that is the key. May use Avro's encoders, and Jackson for the escaping of text.
 */
package io.datastorm.generator.format;
