package io.datastorm.run.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.kafka.sample.TopicSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The orders that a topic holds, as a consumer that knows nothing of runs reads them. */
record TopicContent(List<Order> orders) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A record; its value is empty if it cannot be decoded. */
    record Order(Place place, long timestamp, String key, Optional<JsonNode> value, Map<String, String> headers) {
        long id() {
            return value.orElseThrow().get("id").asLong();
        }
    }

    /** Where a record is stored. */
    record Place(int partition, long offset) {}

    static TopicContent read(String bootstrapServers, String topic) {
        List<Order> orders = new ArrayList<>();
        new TopicSample(bootstrapServers, Map.of()).read(topic, Long.MAX_VALUE, record -> orders.add(order(record)));
        return new TopicContent(orders);
    }

    /** Of several topics, by their names, read by one consumer. */
    static Map<String, TopicContent> read(String bootstrapServers, List<String> topics) {
        Map<String, TopicContent> contents = new TreeMap<>();
        topics.forEach(topic -> contents.put(topic, new TopicContent(new ArrayList<>())));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> contents.get(record.topic()).orders().add(order(record)));
            }
        }
        return contents;
    }

    /** The same as they are. */
    static List<ConsumerRecord<byte[], byte[]>> raw(String bootstrapServers, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        new TopicSample(bootstrapServers, Map.of()).read(topic, Long.MAX_VALUE, records::add);
        return records;
    }

    private static Order order(ConsumerRecord<byte[], byte[]> record) {
        return new Order(
                new Place(record.partition(), record.offset()),
                record.timestamp(),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                value(record.value()),
                headers(record));
    }

    /** Without those of the run itself. */
    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        headers.keySet().removeAll(Set.of("ds", "dt"));
        return headers;
    }

    private static Optional<JsonNode> value(byte[] bytes) {
        try {
            return Optional.of(JSON.readTree(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
