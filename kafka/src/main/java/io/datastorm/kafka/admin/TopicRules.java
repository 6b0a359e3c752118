package io.datastorm.kafka.admin;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
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
    private static final TopicRules NOT_TOLD = new TopicRules(false, false, 1);

    /**
     * Asks the cluster.
     *
     * @throws AccessException if there is no such topic, or the cluster does not answer
     */
    public static TopicRules ask(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = ClusterAnswer.of(
                            admin.describeConfigs(List.of(resource)).all())
                    .get(resource);
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
