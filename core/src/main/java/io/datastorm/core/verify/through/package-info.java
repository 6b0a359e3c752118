/**
 * Judges what an application made of the records of a run: which of them it has written to another topic, how often,
 * and in which order. May use the JDK, and the rest of {@code core.verify}.
 */
package io.datastorm.core.verify.through;
