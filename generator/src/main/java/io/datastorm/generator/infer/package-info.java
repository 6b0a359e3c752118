/**
 * From a sample of records to a schema with rules, so that values which are made of it resemble the sample.
 *
 * <p>Owns what is counted of a sample, and how rules are chosen. May use Jackson for JSON and CSV, and Avro for its
 * files.
 */
package io.datastorm.generator.infer;
