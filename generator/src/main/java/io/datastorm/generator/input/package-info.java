/**
 * What users give us, and what is wrong with it: files, places, problems, the nearest known name.
 *
 * <p>May use: commons-text for edit distances. Must not know what is in a file.
 */
package io.datastorm.generator.input;
