/**
 * Turns a schema and its rules into makers of values, deterministic in (seed, position): Avro's generic data, whatever
 * format they are sent in.
 *
 * <p>Owns records, unions, arrays and maps, what the names of fields tell, references between fields, and the decision
 * which parts stamps refresh. Must not know encodings.
 */
package io.datastorm.generator.compile;
