/**
 * The plan of a run: immutable values, validated once.
 *
 * <p>May use the JDK, Jackson and {@code pace}. Must not know how records are sent or measured.
 */
package io.datastorm.core.workload;
