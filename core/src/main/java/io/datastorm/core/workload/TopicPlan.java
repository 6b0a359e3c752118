package io.datastorm.core.workload;

import io.datastorm.core.topic.Topics;
import java.util.Map;
import java.util.Optional;

/**
 * The topic of a stream, or its topics: what is said here holds for each of them.
 *
 * @param name of the topic, or what the names of all begin with
 * @param topics their names
 * @param partitions how many it gets if the run creates it
 * @param replicationFactor likewise
 * @param settings likewise; a topic that exists must have them
 * @param allowExisting the name, if foreign topics that are not empty may be written to
 * @param otherWriters whether others write into the topic meanwhile
 */
public record TopicPlan(
        String name,
        Topics topics,
        int partitions,
        int replicationFactor,
        Map<String, String> settings,
        Optional<String> allowExisting,
        boolean otherWriters) {
    /** How many topics. */
    public int count() {
        return topics.count();
    }

    /** Of all topics together, if the run creates them. */
    public int allPartitions() {
        return topics.count() * partitions;
    }
}
