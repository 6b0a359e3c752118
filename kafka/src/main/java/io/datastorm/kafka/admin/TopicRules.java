package io.datastorm.kafka.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * The settings of a topic that a verification depends on. Immutable.
 *
 * @param compacted whether {@code cleanup.policy} removes records from the middle
 * @param keepsTimestamps whether records keep the producer's timestamps ({@code CreateTime})
 * @param minInSync {@code min.insync.replicas}
 */
public record TopicRules(boolean compacted, boolean keepsTimestamps, int minInSync) {
    /**
     * Whoever may not read a topic's settings assumes that records stay, so that gaps count as losses, and believes no
     * timestamp.
     */
    static final TopicRules NOT_TOLD = new TopicRules(false, false, 1);

    /**
     * Asks the cluster about topics that it has; those that it does not know any more have rules as if nobody told.
     *
     * @throws AccessException if the cluster does not answer
     */
    static Map<String, TopicRules> ask(Admin admin, Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, TopicRules> rules = new HashMap<>();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, answer) -> rules.put(
                        resource.name(), ClusterAnswer.ifKnown(() -> of(answer)).orElse(NOT_TOLD)));
        return rules;
    }

    private static TopicRules of(KafkaFuture<Config> answer) {
        try {
            Config config = ClusterAnswer.of(answer);
            return new TopicRules(
                    value(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact"),
                    value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).equals("CreateTime"),
                    Integer.parseInt(value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)));
        } catch (AccessException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return NOT_TOLD;
            }
            throw e;
        }
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }
}
