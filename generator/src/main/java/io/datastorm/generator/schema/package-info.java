/**
 * Reads schema files and explains what is wrong with them: every problem at once, with line and column.
 *
 * <p>May use Avro's parser (the last word on what is valid) and Jackson's streaming parser (for places).
 */
package io.datastorm.generator.schema;
