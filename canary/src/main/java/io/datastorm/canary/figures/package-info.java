/** Figures of what became of records: windows, objectives, partitions. May use: {@code outcome}, HdrHistogram. */
package io.datastorm.canary.figures;
