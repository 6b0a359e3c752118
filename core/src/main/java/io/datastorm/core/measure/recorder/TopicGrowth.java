package io.datastorm.core.measure.recorder;

/**
 * How far a topic grew.
 *
 * @param records without control records, as far as these are known
 * @param whole whether all partitions could be counted
 * @param told whether all processes have told of all their records
 * @param partitions that the topic has
 */
public record TopicGrowth(long records, boolean whole, boolean told, int partitions) {}
