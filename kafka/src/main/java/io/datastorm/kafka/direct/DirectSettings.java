package io.datastorm.kafka.direct;

import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.kafka.producer.ProducerSettings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A producer's settings, as far as they mean anything here. */
final class DirectSettings {
    /** The operating system's own sizing: it grows the socket's buffer to what a large batch needs, where Kafka's default is 128 KiB. */
    private static final int AUTOMATIC = -1;

    private DirectSettings() {}

    static Map<String, Object> of(SenderPlan plan, Target target) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(ProducerConfig.SEND_BUFFER_CONFIG, AUTOMATIC);
        settings.putAll(ProducerSettings.of(plan, target));
        return settings;
    }
}
