package io.datastorm.kafka.producer.value;

import io.datastorm.core.topic.Topics;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * How many partitions the topics of a stream have together, looked up now and then: they may get more of them. For one
 * thread.
 */
public final class PartitionCount {
    /** Between two looks. */
    private static final int LOOK_RECORDS = 4096;

    private final Supplier<? extends Producer<?, ?>> producer;
    private final List<String> topics;
    /** Of each topic. */
    private final int[] counts;

    private Integer[] boxes = {};
    private int partitions;
    /** The topic that is looked at next. */
    private int turn;

    private int untilLook;

    /** Asks a producer. */
    public PartitionCount(Supplier<? extends Producer<?, ?>> producer, Topics topics) {
        this.producer = producer;
        this.topics = topics.names();
        this.counts = new int[topics.count()];
    }

    /**
     * For the next record. Those partitions count that each topic has. Once their numbers are known, a topic that is
     * not known at the moment is the producer's affair.
     *
     * @throws TimeoutException if a topic is not known from the beginning
     */
    public int get() {
        if (partitions == 0) {
            for (int topic = 0; topic < counts.length; topic++) {
                counts[topic] = producer.get().partitionsFor(topics.get(topic)).size();
            }
            refresh();
        } else if (untilLook-- == 0) {
            look();
        }
        return partitions;
    }

    /** At one topic: each look at one that was deleted takes {@code max.block.ms}. */
    private void look() {
        try {
            counts[turn] = producer.get().partitionsFor(topics.get(turn)).size();
        } catch (TimeoutException e) {
            // It keeps the number that it had.
        }
        turn = (turn + 1) % counts.length;
        refresh();
    }

    private void refresh() {
        untilLook = LOOK_RECORDS;
        partitions = counts.length * IntStream.of(counts).min().orElseThrow();
    }

    /** A partition as an object, the same each time. */
    public Integer boxed(int partition) {
        if (partition >= boxes.length) {
            boxes = IntStream.range(0, Math.max(partition + 1, partitions))
                    .boxed()
                    .toArray(Integer[]::new);
        }
        return boxes[partition];
    }
}
