package io.datastorm.canary.probe;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks whether a topic that is there is a canary's: somebody else's is neither written to nor changed. */
final class OwnTopic {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The last places of a partition may have no records, such as the markers of transactions. */
    private static final long LAST = 100;

    private final String topic;
    private final Map<TopicPartition, Long> first;
    private final Map<TopicPartition, Long> ends;

    /**
     * A topic.
     *
     * @param first the first offset of each partition whose leader answers
     * @param ends the ends of the same partitions
     */
    OwnTopic(String topic, Map<TopicPartition, Long> first, Map<TopicPartition, Long> ends) {
        this.topic = topic;
        this.first = first;
        this.ends = ends;
    }

    /**
     * Reads the last records of each partition.
     *
     * @param settled whether the topic has the settings that canaries give: an empty one has nothing else
     * @throws InvalidInput if one of them is not a canary's, or there are none and the topic has other settings
     * @throws AccessException if no partition can be read
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses
     */
    void require(ClientSettings settings, boolean settled) {
        Set<TopicPartition> filled = new HashSet<>(ends.keySet());
        filled.retainAll(first.keySet());
        filled.removeIf(partition -> ends.get(partition) <= first.get(partition));
        if (filled.isEmpty() && settled) {
            return;
        }
        if (filled.isEmpty()) {
            throw new InvalidInput(
                    "--topic",
                    "%s is there, and neither its records nor its settings are a canary's; name a topic of its own"
                            .formatted(topic));
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(filled);
            filled.forEach(each -> consumer.seek(each, Math.max(first.get(each), ends.get(each) - LAST)));
            look(consumer, filled);
        }
    }

    private void look(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> filled) {
        Set<TopicPartition> open = new HashSet<>(filled);
        boolean seen = false;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < until) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                requireOurs(record);
                seen = true;
            }
            open.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
        }
        if (!seen) {
            throw new AccessException(
                    "no record of the topic %s could be read, so it is not known whether it is a canary's; "
                            .concat("name another one, or try again")
                            .formatted(topic),
                    null);
        }
    }

    private void requireOurs(ConsumerRecord<byte[], byte[]> record) {
        if (CanaryRecord.of(record.value()).isEmpty()) {
            throw new InvalidInput(
                    "--topic",
                    "%s has records that are not a canary's (partition %d, offset %d); name a topic of its own"
                            .formatted(topic, record.partition(), record.offset()));
        }
    }
}
