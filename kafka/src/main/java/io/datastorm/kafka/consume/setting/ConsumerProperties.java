package io.datastorm.kafka.consume.setting;

import io.datastorm.core.pace.Rate;
import io.datastorm.core.workload.consumer.CommitRule;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.consumer.GroupProtocol;
import io.datastorm.generator.input.InvalidInput;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Which settings a member of a group gets, and which of the consumer's settings belong to a flag of ours. */
public final class ConsumerProperties {
    private static final Map<String, String> OURS = Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "--bootstrap-server",
            ConsumerConfig.GROUP_ID_CONFIG,
            "--group",
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            "--protocol",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "--isolation",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "--commit",
            ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
            "--share-acks");

    private static final Set<String> DESERIALIZERS =
            Set.of(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    private ConsumerProperties() {}

    /** Why a setting that exists cannot be given; empty if it can. */
    public static Optional<String> problem(String name) {
        if (DESERIALIZERS.contains(name)) {
            return Optional.of("'" + name + "' cannot be set: DataStorm reads bytes");
        }
        if (name.equals(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)) {
            return Optional.of("'" + name + "' cannot be set: each member would need one of its own");
        }
        return Optional.ofNullable(OURS.get(name)).map(flag -> "'" + name + "' has a flag of its own: use " + flag);
    }

    /** All settings that a consumer has. */
    public static Set<String> names() {
        return new TreeSet<>(ConsumerConfig.configNames());
    }

    /**
     * Makes a client of these settings, which connects to nobody, and lets it go: it knows best what is wrong.
     *
     * @param client properties for any client
     * @throws InvalidInput with what is wrong
     */
    public static void check(Map<String, ?> client, ConsumerPlan plan) {
        Map<String, Object> settings = of(client, plan, "check", "datastorm-check");
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        try {
            if (plan.groups().protocol() == GroupProtocol.SHARE) {
                new KafkaShareConsumer<byte[], byte[]>(settings).close(Duration.ZERO);
            } else {
                new KafkaConsumer<byte[], byte[]>(settings).close(CloseOptions.timeout(Duration.ZERO));
            }
        } catch (KafkaException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new InvalidInput("consumer settings", String.valueOf(root.getMessage()));
        }
    }

    /**
     * The settings of one member.
     *
     * @param client properties for any client, addresses included
     * @param clientId of this member
     */
    public static Map<String, Object> of(Map<String, ?> client, ConsumerPlan plan, String group, String clientId) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        // A topic that somebody deletes stays deleted.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        plan.processing().rate().ifPresent(rate -> settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, polled(rate)));
        if (plan.groups().protocol() != GroupProtocol.SHARE) {
            ofGroups(settings, plan);
        }
        if (plan.shareAcks().isPresent()) {
            settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        }
        settings.putAll(plan.properties());
        return settings;
    }

    /** Records that a poll returns are processed within a second or so, also at a low rate. */
    private static int polled(Rate rate) {
        boolean low = rate.unit() == Rate.Unit.RECORDS && rate.perSecond() < ConsumerConfig.DEFAULT_MAX_POLL_RECORDS;
        return low ? Math.max(1, (int) rate.perSecond()) : ConsumerConfig.DEFAULT_MAX_POLL_RECORDS;
    }

    private static void ofGroups(Map<String, Object> settings, ConsumerPlan plan) {
        settings.put(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG, plan.groups().protocol().text());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, plan.groups().isolationLevel());
        settings.put(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, plan.groups().commit().kind() == CommitRule.Kind.AUTO);
        // Groups begin where they are told. An offset that is lost is worth a word.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    }
}
