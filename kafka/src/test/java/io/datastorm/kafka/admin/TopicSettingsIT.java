package io.datastorm.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A topic has the settings that the plan says. */
final class TopicSettingsIT {
    private static LocalCluster cluster;
    private static Admin admin;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        admin = ClusterAccess.connect(cluster.bootstrapServers(), Map.of());
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    private static TargetTopics prepare(String name, Map<String, String> settings) {
        StreamPlan stream = Plans.of(cluster.bootstrapServers(), Map.of(TopicOptions.TOPIC, name))
                .onlyStream();
        TopicPlan plan = new TopicPlan(name, Topics.of(name), 1, 1, settings, Optional.empty(), false);
        return TargetTopics.prepare(admin, plan, stream.sender(), id -> false);
    }

    private static String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config has = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return has.get(name).value();
    }

    @Test
    void aNewTopicGetsThem() throws Exception {
        Map<String, String> settings = Map.of("cleanup.policy", "compact", "segment.bytes", "2097152");
        assertThat(prepare("new", settings).created()).isTrue();
        assertThat(setting("new", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("new", "segment.bytes")).isEqualTo("2097152");
        assertThat(prepare("new", settings).created()).isFalse();
    }

    @Test
    void oneThatExistsMustHaveThem() {
        prepare("old", Map.of());
        assertThatThrownBy(() -> prepare("old", Map.of("cleanup.policy", "compact", "segment.bytes", "2097152")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--topic-config: topic 'old' exists and has cleanup.policy=delete, not compact")
                .hasMessageContaining("not 2097152");
    }

    @Test
    void theClusterSaysWhatItRefuses() {
        assertThatThrownBy(() -> prepare("refused", Map.of("cleanup.policy", "melt")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("--topic-config: the cluster refuses it: ")
                .hasMessageContaining("melt");
    }
}
