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
 * Merges the records of partitions by their times; those of a partition stay in its order. A partition that is ahead of
 * the others waits, so that not all of it is kept in memory. For one thread.
 */
final class TimeOrder {
    /** A partition that has so many waiting is not read for a while. */
    private static final int MOST_WAITING = 2000;

    private static final long MOST_WAITING_BYTES = 1 << 20;

    private final Consumer<ConsumerRecord<byte[], byte[]>> to;
    private final Map<Integer, Waiting> partitions = new HashMap<>();
    /** Those that have records waiting, by the time of the first one. */
    private final PriorityQueue<Waiting> ready = new PriorityQueue<>(
            Comparator.comparingLong(Waiting::firstMillis).thenComparingInt(waiting -> waiting.partition.partition()));

    /** Partitions of which the next record is not known. */
    private int unknown;

    TimeOrder(Set<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> to) {
        this.to = to;
        this.unknown = partitions.size();
        partitions.forEach(partition -> this.partitions.put(partition.partition(), new Waiting(partition)));
    }

    /** The records of a partition that were read, and not handed on. */
    private static final class Waiting {
        private final TopicPartition partition;
        private final Queue<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private long bytes;
        private boolean ended;

        Waiting(TopicPartition partition) {
            this.partition = partition;
        }

        long firstMillis() {
            return records.element().timestamp();
        }

        boolean full() {
            return records.size() >= MOST_WAITING || bytes >= MOST_WAITING_BYTES;
        }
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        Waiting waiting = partitions.get(record.partition());
        waiting.records.add(record);
        waiting.bytes += size(record);
        if (waiting.records.size() == 1) {
            ready.add(waiting);
            unknown -= waiting.ended ? 0 : 1;
        }
    }

    private static long size(ConsumerRecord<?, ?> record) {
        return Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }

    /** Hands on all records before which no other can come any more; those partitions have no more records. */
    void handOn(Predicate<TopicPartition> ended) {
        for (Waiting waiting : partitions.values()) {
            if (!waiting.ended && ended.test(waiting.partition)) {
                waiting.ended = true;
                unknown -= waiting.records.isEmpty() ? 1 : 0;
            }
        }
        while (!ready.isEmpty() && unknown == 0) {
            Waiting first = ready.poll();
            ConsumerRecord<byte[], byte[]> record = first.records.remove();
            first.bytes -= size(record);
            if (!first.records.isEmpty()) {
                ready.add(first);
            } else if (!first.ended) {
                unknown++;
            }
            to.accept(record);
        }
    }

    /** The partitions that have enough records waiting. */
    Set<TopicPartition> full() {
        Set<TopicPartition> full = new HashSet<>();
        for (Waiting waiting : partitions.values()) {
            if (waiting.full()) {
                full.add(waiting.partition);
            }
        }
        return full;
    }
}
