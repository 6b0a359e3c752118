package io.datastorm.kafka.sample;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Merges the records of partitions by their times; those of a partition stay in its order. Keeps so many records of a
 * partition at most that it need not know the others. For one thread.
 */
final class TimeOrder {
    /** A partition that has so many waiting is not read for a while. */
    private static final int MOST_WAITING = 2000;

    private static final long MOST_WAITING_BYTES = 1 << 20;

    private final Consumer<ConsumerRecord<byte[], byte[]>> to;
    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();
    private final Set<TopicPartition> open;
    private final PriorityQueue<ConsumerRecord<byte[], byte[]>> first =
            new PriorityQueue<>(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingInt(ConsumerRecord::partition));

    TimeOrder(Set<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> to) {
        this.to = to;
        this.open = new HashSet<>(partitions);
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        Queue<ConsumerRecord<byte[], byte[]>> queue = waiting.get(of(record));
        queue.add(record);
        if (queue.size() == 1) {
            first.add(record);
        }
    }

    private static TopicPartition of(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Hands on all records before which no other can come any more; those partitions have no more records. */
    void handOn(Predicate<TopicPartition> ended) {
        open.removeIf(ended);
        while (!first.isEmpty()
                && open.stream().noneMatch(partition -> waiting.get(partition).isEmpty())) {
            ConsumerRecord<byte[], byte[]> record = first.poll();
            Queue<ConsumerRecord<byte[], byte[]>> queue = waiting.get(of(record));
            queue.remove();
            if (!queue.isEmpty()) {
                first.add(queue.peek());
            }
            to.accept(record);
        }
    }

    private static long bytes(Queue<ConsumerRecord<byte[], byte[]>> queue) {
        return queue.stream()
                .mapToLong(
                        record -> Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()))
                .sum();
    }

    /** The partitions that have enough records waiting. */
    Set<TopicPartition> full() {
        Set<TopicPartition> full = new HashSet<>();
        waiting.forEach((partition, queue) -> {
            if (queue.size() >= MOST_WAITING || bytes(queue) >= MOST_WAITING_BYTES) {
                full.add(partition);
            }
        });
        return full;
    }
}
