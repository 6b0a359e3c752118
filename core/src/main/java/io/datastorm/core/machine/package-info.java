/**
 * Reads what processes and the machine use: CPU, memory, pauses, stalls.
 *
 * <p>Depends on the JDK and {@code /proc}. Where a system does not tell, a reading is empty or zero, never a guess.
 */
package io.datastorm.core.machine;
