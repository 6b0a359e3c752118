/**
 * When records are due: the maths of loads and schedules, and the waiting.
 *
 * <p>Depends on the JDK alone. Must not know records, senders or measuring.
 */
package io.datastorm.core.pace;
