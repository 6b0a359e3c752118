package io.datastorm.canary.figures;

/**
 * What became of the records of one partition in the last five minutes.
 *
 * @param partition its number
 * @param records of which it is known
 * @param availability percent that were good; null if there were none
 * @param meanMillis mean time until they were read; null if there were none
 * @param maxMillis longest time; null if there were none
 * @param totals since the canary began
 */
public record PartitionFigures(
        int partition, long records, Double availability, Double meanMillis, Double maxMillis, Totals totals) {}
