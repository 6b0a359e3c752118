package io.datastorm.kafka.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.kafka.Plans;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class ProducerSettingsTest {
    private static Map<String, Object> values(Map<String, Object> settings) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return new TreeMap<>(new ProducerConfig(all).values());
    }

    /** What an application gets that sets nothing, setting by setting, as this version of the client has it. */
    @Test
    void theProfileKafkaIsTheClientsOwnDefaults() {
        Workload plan = Plans.of("localhost:9092", Map.of(SenderOptions.PROFILE, "kafka"));
        Map<String, Object> ours = values(ProducerSettings.of(plan.onlyStream().sender(), plan.target()));
        Map<String, Object> theirs = values(Map.of());
        // The client tells a broker about itself: a measurement must not send anything else.
        assertThat(ours.remove(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG)).isEqualTo(false);
        theirs.remove(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG);
        ours.remove(ProducerConfig.CLIENT_ID_CONFIG);
        theirs.remove(ProducerConfig.CLIENT_ID_CONFIG);
        assertThat(ours).isEqualTo(theirs);
    }
}
