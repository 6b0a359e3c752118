/**
 * Makes single values by a rule: numbers, text, bytes, values to choose from.
 *
 * <p>Owns {@link io.datastorm.generator.value.ValueMaker} and the randomness of a value. May use Avro's schemas and
 * generic data, Datafaker, and libraries for patterns and distributions. Must not know encodings.
 */
package io.datastorm.generator.value;
