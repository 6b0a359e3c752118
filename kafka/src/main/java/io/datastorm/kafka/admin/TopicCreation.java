package io.datastorm.kafka.admin;

import io.datastorm.core.workload.TopicPlan;
import io.datastorm.generator.input.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics, in steps that a controller takes. */
final class TopicCreation {
    /** A controller writes 10,000 records for one question at most: for topics, their settings, their partitions. */
    static final int RECORDS_AT_ONCE = 9000;

    private static final int PARTITIONS_AT_ONCE = 5000;

    private TopicCreation() {}

    /**
     * Creates topics, and returns those that were created: others were by somebody else between our question and our
     * order, and are guarded like any other.
     */
    static Set<String> create(Admin admin, List<String> names, TopicPlan plan) {
        Set<String> created = new TreeSet<>();
        int first = Math.min(plan.partitions(), PARTITIONS_AT_ONCE);
        int atOnce = Math.max(1, RECORDS_AT_ONCE / (1 + plan.settings().size() + first));
        for (int from = 0; from < names.size(); from += atOnce) {
            List<NewTopic> topics = names.subList(from, Math.min(names.size(), from + atOnce)).stream()
                    .map(name -> new NewTopic(name, first, (short) plan.replicationFactor()).configs(plan.settings()))
                    .toList();
            admin.createTopics(topics).values().forEach((name, answer) -> {
                if (made(answer)) {
                    created.add(name);
                }
            });
        }
        created.forEach(name -> grow(admin, name, plan.partitions(), first));
        return created;
    }

    private static boolean made(KafkaFuture<Void> answer) {
        try {
            ClusterAnswer.of(answer);
            return true;
        } catch (AccessException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            if (e.getCause() instanceof InvalidConfigurationException) {
                throw new InvalidInput(
                        "--topic-config",
                        "the cluster refuses it: " + e.getCause().getMessage());
            }
            throw e;
        }
    }

    private static void grow(Admin admin, String topic, int partitions, int first) {
        int count = first;
        while (count < partitions) {
            count = Math.min(partitions, count + PARTITIONS_AT_ONCE);
            Map<String, NewPartitions> more = Map.of(topic, NewPartitions.increaseTo(count));
            TopicDescriptions.await(
                    topic,
                    () -> ClusterAnswer.ifKnown(() ->
                            ClusterAnswer.of(admin.createPartitions(more).all().thenApply(done -> true))),
                    "was created, and is not known to all brokers; check that all of them run");
        }
    }
}
