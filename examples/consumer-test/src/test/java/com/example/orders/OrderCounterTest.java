package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.result.RunResult;
import io.datastorm.junit.KafkaCluster;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunPlan;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The counter reads orders that DataStorm made and sent, from two real brokers. */
@KafkaCluster(brokers = 2)
class OrderCounterTest {
    private static final int ORDERS = 10_000;

    @Test
    void everyOrderIsCountedOnce(LocalCluster cluster, DataStorm storm) {
        RunResult sent = storm.run(RunPlan.produce("orders")
                .template("order")
                .key("customer")
                .partitions(6)
                .replicationFactor(2)
                .acks("all")
                .records(ORDERS)
                .verify()
                .build());
        assertTrue(sent.verification().clean());

        Map<String, Integer> ordersByCustomer = new HashMap<>();
        try (OrderCounter counter = new OrderCounter(cluster.bootstrapServers(), "orders")) {
            int counted = 0;
            for (int polls = 0; counted < ORDERS && polls < 300; polls++) {
                counted += counter.addTo(ordersByCustomer);
            }
            // An order too many would come now.
            counter.addTo(ordersByCustomer);
        }
        assertEquals(ORDERS, ordersByCustomer.values().stream().mapToInt(Integer::intValue).sum());
        assertTrue(ordersByCustomer.size() > 100, "customers have several orders each");
    }
}
