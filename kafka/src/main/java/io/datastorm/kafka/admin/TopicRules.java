package io.datastorm.kafka.admin;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * The settings of topics that a verification depends on. Immutable.
 *
 * @param compacted whether {@code cleanup.policy} of one of them removes records from the middle
 * @param keepsTimestamps whether the records of all keep the producer's timestamps ({@code CreateTime})
 * @param minInSync the highest {@code min.insync.replicas}
 */
public record TopicRules(boolean compacted, boolean keepsTimestamps, int minInSync) {
    /**
     * Whoever may not read a topic's settings assumes that records stay, so that gaps count as losses, and believes no
     * timestamp.
     */
    static final TopicRules NOT_TOLD = new TopicRules(false, false, 1);

    /**
     * Asks the cluster.
     *
     * @throws AccessException if one of the topics is not there, or the cluster does not answer
     */
    public static TopicRules ask(Admin admin, List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try {
            return ClusterAnswer.of(admin.describeConfigs(resources).all()).values().stream()
                    .map(TopicRules::of)
                    .reduce(TopicRules::and)
                    .orElseThrow();
        } catch (AccessException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return NOT_TOLD;
            }
            throw e;
        }
    }

    private static TopicRules of(Config config) {
        return new TopicRules(
                value(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact"),
                value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).equals("CreateTime"),
                Integer.parseInt(value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)));
    }

    private TopicRules and(TopicRules other) {
        return new TopicRules(
                compacted || other.compacted,
                keepsTimestamps && other.keepsTimestamps,
                Math.max(minInSync, other.minInSync));
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }
}
