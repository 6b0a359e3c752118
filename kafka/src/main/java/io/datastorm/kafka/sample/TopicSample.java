package io.datastorm.kafka.sample;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the newest records of a topic, the same share of each partition. Joins no group, and commits nothing. */
public final class TopicSample {
    private static final Duration POLL = Duration.ofMillis(500);
    /** A broker that sends nothing for so many polls has nothing, or is gone. */
    private static final int MOST_EMPTY_POLLS = 60;

    private final String bootstrapServers;
    private final Map<String, String> properties;
    private final Map<String, Object> client;

    /** Of a cluster, with properties for its clients. */
    public TopicSample(String bootstrapServers, Map<String, String> properties) {
        this.bootstrapServers = bootstrapServers;
        this.properties = properties;
        this.client = new HashMap<>(ClusterAccess.properties(bootstrapServers, properties));
        this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What a transaction has taken back is no record of the topic.
        this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /**
     * Reads.
     *
     * @param most records in all
     * @return what of the topic was read
     * @throws InvalidInput if there is no such topic
     * @throws AccessException if the cluster refuses
     */
    public Extent read(String topic, long most, Consumer<ConsumerRecord<byte[], byte[]>> to) {
        return readInto(topic, most, partitions -> new AsRead(to));
    }

    /**
     * The same in the order of their times; those of a partition stay in its order.
     *
     * @param to is made when the number of partitions is known
     */
    public Extent readInOrder(String topic, long most, IntFunction<Consumer<ConsumerRecord<byte[], byte[]>>> to) {
        return readInto(topic, most, partitions -> new Merged(new TimeOrder(partitions, to.apply(partitions.size()))));
    }

    private Extent readInto(String topic, long most, Function<Set<TopicPartition>, Target> target) {
        // It knows how to explain why a cluster cannot be reached.
        ClusterAccess.connect(bootstrapServers, properties).close();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw new InvalidInput("--topic", "there is no topic '" + topic + "' in this cluster");
            }
            Set<TopicPartition> partitions = found.stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .collect(Collectors.toSet());
            return new Extent(partitions.size(), read(consumer, partitions, most, target.apply(partitions)));
        } catch (KafkaException e) {
            throw new AccessException("the cluster refused to be read: " + e.getMessage(), e);
        }
    }

    /**
     * What of a topic was read.
     *
     * @param partitions that it has
     * @param whole whether all of its records were there to be read
     */
    public record Extent(int partitions, boolean whole) {}

    /** Where records go. */
    private interface Target {
        void accept(ConsumerRecord<byte[], byte[]> record);

        /** After each poll. */
        default void polled(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {}

        /** There are no more. */
        default void ended() {}
    }

    private record AsRead(Consumer<ConsumerRecord<byte[], byte[]>> to) implements Target {
        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
            to.accept(record);
        }
    }

    private record Merged(TimeOrder order) implements Target {
        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
            order.add(record);
        }

        @Override
        public void polled(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
            order.handOn(partition -> consumer.position(partition) >= ends.get(partition));
            consumer.resume(consumer.paused());
            consumer.pause(order.full());
        }

        @Override
        public void ended() {
            order.handOn(partition -> true);
        }
    }

    private static boolean read(
            KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, long most, Target to) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        long all = partitions.stream()
                .mapToLong(partition -> ends.get(partition) - begins.get(partition))
                .sum();
        // Keys are as skewed as partitions are full.
        double share = Math.min(1, (double) most / Math.max(1, all));
        begins.forEach((partition, begin) -> {
            long end = ends.get(partition);
            consumer.seek(partition, end - (long) Math.ceil(share * (end - begin)));
        });
        long left = most;
        int empty = 0;
        while (left > 0 && empty < MOST_EMPTY_POLLS && !reached(consumer, ends)) {
            boolean none = true;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                none = false;
                boolean old = record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
                if (old && left-- > 0) {
                    to.accept(record);
                }
            }
            empty = none ? empty + 1 : 0;
            to.polled(consumer, ends);
        }
        to.ended();
        if (left > 0 && !reached(consumer, ends)) {
            throw new AccessException("not all partitions could be read; does each have a leader?", null);
        }
        return share >= 1;
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
