package io.datastorm.canary.probe;

import java.time.Duration;

/**
 * What a canary does.
 *
 * @param topic its own
 * @param recordsPerSecond in all partitions together
 * @param deadline by when a record must have been read, from when it was due
 * @param replicationFactor of its topic, as far as there are brokers
 */
public record ProbePlan(String topic, double recordsPerSecond, Duration deadline, int replicationFactor) {}
