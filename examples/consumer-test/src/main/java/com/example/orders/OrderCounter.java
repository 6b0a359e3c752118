package com.example.orders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The application: counts the orders of each customer. */
public final class OrderCounter implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;

    public OrderCounter(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "order-counter",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
    }

    /** Adds the orders that came since the last call. */
    public int addTo(Map<String, Integer> ordersByCustomer) {
        int orders = 0;
        for (ConsumerRecord<String, byte[]> order : consumer.poll(Duration.ofMillis(200))) {
            ordersByCustomer.merge(order.key(), 1, Integer::sum);
            orders++;
        }
        return orders;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
