package io.datastorm.canary.probe;

import io.datastorm.generator.input.InvalidInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks whether a topic that is there is a canary's: nothing is sent to somebody else's. */
final class OwnTopic {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private OwnTopic() {}

    /**
     * Reads the last record of each partition.
     *
     * @return the ends of the partitions
     * @throws InvalidInput if one of them is not a canary's
     * @throws org.apache.kafka.common.KafkaException if they cannot be read
     */
    static Map<TopicPartition, Long> require(String topic, int partitions, ClientSettings settings) {
        Map<String, Object> all = settings.with(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> every = IntStream.range(0, partitions)
                    .mapToObj(i -> new TopicPartition(topic, i))
                    .toList();
            Map<TopicPartition, Long> first = consumer.beginningOffsets(every);
            Map<TopicPartition, Long> end = consumer.endOffsets(every);
            List<TopicPartition> filled = every.stream()
                    .filter(each -> end.get(each) > first.get(each))
                    .toList();
            consumer.assign(filled);
            filled.forEach(each -> consumer.seek(each, end.get(each) - 1));
            look(consumer, topic, filled.size());
            return end;
        }
    }

    /** The last place of a partition may have no record that can be read. */
    private static void look(KafkaConsumer<byte[], byte[]> consumer, String topic, int partitions) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        while (seen < partitions && System.nanoTime() < until) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                seen++;
                if (CanaryRecord.of(record.value()).isEmpty()) {
                    throw new InvalidInput(
                            "--topic",
                            "%s has records that are not a canary's (partition %d, offset %d); name a topic of its own"
                                    .formatted(topic, record.partition(), record.offset()));
                }
            }
        }
    }
}
