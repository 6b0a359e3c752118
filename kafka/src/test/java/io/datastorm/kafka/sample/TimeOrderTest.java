package io.datastorm.kafka.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

final class TimeOrderTest {
    private static final String TOPIC = "t";

    private static Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> topic(int partitions, Random random) {
        Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> topic = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Queue<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
            long time = 0;
            for (int offset = random.nextInt(5000); offset > 0; offset--) {
                time += random.nextInt(4);
                records.add(record(partition, 5000 - offset, time));
            }
            topic.put(new TopicPartition(TOPIC, partition), records);
        }
        return topic;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, long time) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }

    /** In whatever portions a consumer gets them. */
    @Property(tries = 50)
    void recordsComeInTheOrderOfTheirTimes(@ForAll @IntRange(min = 1, max = 4) int partitions, @ForAll long seed) {
        Random random = new Random(seed);
        Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> topic = topic(partitions, random);
        List<ConsumerRecord<byte[], byte[]>> expected = topic.values().stream()
                .flatMap(Queue::stream)
                .sorted(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                        .thenComparingInt(ConsumerRecord::partition)
                        .thenComparingLong(ConsumerRecord::offset))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> handedOn = new ArrayList<>();
        TimeOrder order = new TimeOrder(topic.keySet(), handedOn::add);
        while (topic.values().stream().anyMatch(records -> !records.isEmpty())) {
            Set<TopicPartition> read = new HashSet<>(topic.keySet());
            read.removeAll(order.full());
            for (TopicPartition partition : read) {
                Queue<ConsumerRecord<byte[], byte[]>> records = topic.get(partition);
                for (int i = random.nextInt(1500); i > 0 && !records.isEmpty(); i--) {
                    order.add(records.remove());
                }
            }
            order.handOn(partition -> topic.get(partition).isEmpty());
        }
        assertThat(handedOn).isEqualTo(expected);
    }

    /** Not all of a partition waits in memory for another one. */
    @Property(tries = 1)
    void aPartitionThatIsAheadWaits() {
        TimeOrder order =
                new TimeOrder(Set.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1)), record -> {});
        for (int i = 0; i < 2000; i++) {
            order.add(record(0, i, i));
        }
        order.handOn(partition -> false);
        assertThat(order.full()).containsExactly(new TopicPartition(TOPIC, 0));
        order.handOn(partition -> partition.partition() == 1);
        assertThat(order.full()).isEmpty();
    }
}
