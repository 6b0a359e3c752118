/**
 * Shows results: as text, JSON and CSV; and keeps the files of a run while it goes on.
 *
 * <p>May use {@code measure}, {@code workload}, Jackson and HdrHistogram. Must not measure or judge anything itself.
 */
package io.datastorm.core.report;
