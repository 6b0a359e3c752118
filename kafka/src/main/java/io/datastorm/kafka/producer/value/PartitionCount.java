package io.datastorm.kafka.producer.value;

import io.datastorm.core.topic.Topics;
import java.util.function.IntSupplier;
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

    private final IntSupplier source;
    private Integer[] boxes = {};
    private int partitions;
    private int untilLook;

    /** Asks the source, which may throw {@link TimeoutException}. */
    public PartitionCount(IntSupplier source) {
        this.source = source;
    }

    /** Asks a producer. Those partitions count that each of the topics has. */
    public static PartitionCount of(Producer<?, ?> producer, Topics topics) {
        return new PartitionCount(() -> topics.count()
                * topics.names().stream()
                        .mapToInt(topic -> producer.partitionsFor(topic).size())
                        .min()
                        .orElseThrow());
    }

    /**
     * For the next record. Once a number is known, a topic that is not known at the moment is the producer's affair.
     */
    public int get() {
        if (untilLook-- == 0) {
            untilLook = LOOK_RECORDS;
            try {
                partitions = source.getAsInt();
            } catch (TimeoutException e) {
                if (partitions == 0) {
                    throw e;
                }
            }
        }
        return partitions;
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
