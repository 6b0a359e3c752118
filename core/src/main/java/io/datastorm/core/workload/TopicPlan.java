package io.datastorm.core.workload;

import java.util.Map;
import java.util.Optional;

/**
 * The topic of a stream.
 *
 * @param name its name
 * @param partitions how many it gets if the run creates it
 * @param replicationFactor likewise
 * @param settings likewise; a topic that exists must have them
 * @param allowExisting the name of a foreign non-empty topic that may be written to
 * @param otherWriters whether others write into the topic meanwhile
 */
public record TopicPlan(
        String name,
        int partitions,
        int replicationFactor,
        Map<String, String> settings,
        Optional<String> allowExisting,
        boolean otherWriters) {}
