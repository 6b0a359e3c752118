package io.datastorm.core.workload.through;

import java.time.Duration;
import java.util.Optional;

/**
 * How the records of a stream are followed through an application.
 *
 * @param topic that the application writes
 * @param expectation what it promises
 * @param patience how long the next record is awaited when everything was sent
 * @param bootstrapServers of the cluster of that topic; empty if it is the stream's
 */
public record ThroughPlan(
        String topic, Expectation expectation, Duration patience, Optional<String> bootstrapServers) {}
