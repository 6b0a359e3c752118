/** From snapshots to the result of a run. May use {@code measure}, {@code result} and {@code workload}. */
package io.datastorm.core.measure.recorder;
