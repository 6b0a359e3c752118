/**
 * Reads a topic back: for the judge of a run, or to tell what is in any topic.
 *
 * <p>May use {@code core} and {@code kafka.wire}. Must not know how records were sent.
 */
package io.datastorm.kafka.verify;
