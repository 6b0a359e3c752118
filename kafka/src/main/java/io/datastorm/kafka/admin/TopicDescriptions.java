package io.datastorm.kafka.admin;

import io.datastorm.core.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

/** What a cluster says of topics, by their names; asked again until it says what is waited for. */
final class TopicDescriptions {
    private static final int READY_ATTEMPTS = 600;
    /** A leader that is being elected takes less; one that a dead broker was comes back with it. */
    private static final int LEADER_ATTEMPTS = 100;

    private static final long BETWEEN_NANOS = 50_000_000;

    private TopicDescriptions() {}

    /** Those of the topics that are known. */
    static Map<String, TopicDescription> of(Admin admin, List<String> names) {
        Map<String, TopicDescription> described = new TreeMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> ClusterAnswer.ifKnown(
                        () -> ClusterAnswer.of(answer))
                .ifPresent(topic -> described.put(name, topic)));
        return described;
    }
    /** When all partitions have leaders. */
    static Map<String, TopicDescription> whenLed(Admin admin, Topics topics) {
        return await(
                topics,
                () -> described(admin, topics, all -> all.allMatch(TopicDescriptions::led)),
                "has partitions without a leader; check that all brokers run");
    }

    /** When all partitions have leaders; after a while some suffice. */
    static Map<String, TopicDescription> whenPartlyLed(Admin admin, Topics topics) {
        for (int attempt = 0; attempt < LEADER_ATTEMPTS; attempt++) {
            Optional<Map<String, TopicDescription>> known =
                    described(admin, topics, all -> all.allMatch(TopicDescriptions::led));
            if (known.isPresent()) {
                return known.get();
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        return await(
                topics,
                () -> described(admin, topics, all -> all.anyMatch(TopicDescriptions::led)),
                "has no partition with a leader; check that its brokers run");
    }

    /** Empty unless all topics are known, and their partitions are so. */
    private static Optional<Map<String, TopicDescription>> described(
            Admin admin, Topics topics, Predicate<Stream<TopicPartitionInfo>> condition) {
        Map<String, TopicDescription> known = of(admin, topics.names());
        boolean all = known.size() == topics.count()
                && condition.test(known.values().stream().flatMap(topic -> topic.partitions().stream()));
        return all ? Optional.of(known) : Optional.empty();
    }

    static boolean led(TopicPartitionInfo partition) {
        return partition.leader() != null && !partition.leader().isEmpty();
    }

    /**
     * Asks until there is an answer.
     *
     * @throws AccessException if there is none for 30 seconds
     */
    static <T> T await(Object topic, Supplier<Optional<T>> question, String otherwise) {
        for (int attempt = 0; attempt < READY_ATTEMPTS; attempt++) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        throw new AccessException("topic '" + topic + "' " + otherwise, null);
    }
}
