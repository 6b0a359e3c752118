package io.datastorm.generator.stamp;

/**
 * A place in each encoded value that can be overwritten with a fresh value of the same width.
 *
 * @param field the path of the field, for people
 * @param stamp what is written there
 */
public record Slot(String field, Stamp stamp) {}
