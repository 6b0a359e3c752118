package io.datastorm.run.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the topics of {@code workloads/shop.yaml} hold, as an independent consumer reads it. */
record ShopTopics(
        List<ConsumerRecord<String, GenericRecord>> customers,
        List<ConsumerRecord<String, GenericRecord>> orders,
        List<ConsumerRecord<String, GenericRecord>> payments,
        List<ConsumerRecord<String, GenericRecord>> shipments) {
    static ShopTopics read(RegistryCluster fixture) {
        return new ShopTopics(
                read(fixture, "customers"),
                read(fixture, "orders"),
                read(fixture, "payments"),
                read(fixture, "shipments"));
    }

    private static List<ConsumerRecord<String, GenericRecord>> read(RegistryCluster fixture, String topic) {
        return fixture.read("shop." + topic, new StringDeserializer(), new AvroKafkaDeserializer<>());
    }

    void requireJoined() {
        Map<String, GenericRecord> customerOf = table(customers);
        Map<String, GenericRecord> orderOf = table(orders);
        assertThat(orderOf.values()).hasSize(10_000).allSatisfy(order -> {
            GenericRecord customer = customerOf.get(order.get("customerId").toString());
            assertThat(order.get("shipTo")).isEqualTo(customer.get("city"));
            assertThat(order.get("country")).isEqualTo(customer.get("country"));
        });
        assertThat(payments).isNotEmpty().allSatisfy(payment -> {
            GenericRecord order = orderOf.get(payment.key());
            assertThat(payment.value().get("amount")).isEqualTo(order.get("total"));
            assertThat(payment.value().get("customerId")).isEqualTo(order.get("customerId"));
        });
        assertThat(shipments).isNotEmpty().allSatisfy(shipment -> assertThat(
                        shipment.value().get("city"))
                .isEqualTo(orderOf.get(shipment.key()).get("shipTo")));
    }

    private static Map<String, GenericRecord> table(List<ConsumerRecord<String, GenericRecord>> topic) {
        Map<String, GenericRecord> table = new HashMap<>();
        topic.forEach(record -> table.put(record.key(), record.value()));
        return table;
    }

    /** Each record to which others refer was there before the first that refers to it. */
    void requireStoredBefore() {
        assertThat(lastOfFirst(customers)).isLessThanOrEqualTo(earliest(orders));
        assertThat(lastOfFirst(orders))
                .isLessThanOrEqualTo(earliest(payments))
                .isLessThanOrEqualTo(earliest(shipments));
    }

    /** When the last key of a topic came up for the first time. */
    private static long lastOfFirst(List<ConsumerRecord<String, GenericRecord>> topic) {
        Map<String, Long> first = new HashMap<>();
        topic.forEach(record -> first.merge(record.key(), record.timestamp(), Math::min));
        return first.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private static long earliest(List<ConsumerRecord<String, GenericRecord>> topic) {
        return topic.stream().mapToLong(ConsumerRecord::timestamp).min().orElseThrow();
    }
}
