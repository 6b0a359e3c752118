package io.datastorm.kafka.direct.template;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.generator.header.HeaderTemplate;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.KeyPartition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All templates of a run. Records without keys may go anywhere, so all partitions share them, and so do records whose
 * keys are drawn later; records with the keys of the pool belong to a partition, unless the plan says where they go.
 * Immutable and thread-safe.
 */
public final class BatchTemplates {
    private final List<List<BatchTemplate>> lists;
    private final double[] shares;

    private BatchTemplates(List<List<BatchTemplate>> lists, double[] shares) {
        this.lists = lists;
        this.shares = shares;
    }

    /**
     * How records become batches.
     *
     * @param batchBytes largest batch, before compression
     * @param headers the first of each record
     */
    public record Framing(BatchFormat format, int batchBytes, TimestampDelta delta, List<HeaderTemplate> headers) {}

    /**
     * Builds them for so many partitions.
     *
     * @param keys which partition each key belongs to
     */
    public static BatchTemplates of(RecordPool pool, int partitions, KeyPartition keys, Framing framing) {
        double[] equal = new double[partitions];
        Arrays.fill(equal, 1);
        return pool.keyed() ? keyed(pool, partitions, keys, framing) : shared(pool, equal, framing);
    }

    /**
     * Builds them for records that may go anywhere, whatever their keys.
     *
     * @param shares how many records each partition gets, in proportion to the others
     */
    public static BatchTemplates shared(RecordPool pool, double[] shares, Framing framing) {
        int[] all = IntStream.range(0, pool.size()).toArray();
        return new BatchTemplates(List.of(BatchTemplate.of(pool, all, framing)), shares.clone());
    }

    private static BatchTemplates keyed(RecordPool pool, int partitions, KeyPartition keys, Framing framing) {
        int[] partitionOf = IntStream.range(0, pool.size())
                .map(value -> partition(keys, pool.key(value), value, partitions))
                .toArray();
        List<List<BatchTemplate>> lists = new ArrayList<>();
        double[] shares = new double[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            int wanted = partition;
            int[] values = IntStream.range(0, pool.size())
                    .filter(value -> partitionOf[value] == wanted)
                    .toArray();
            shares[partition] = values.length;
            lists.add(BatchTemplate.of(pool, values, framing));
        }
        return new BatchTemplates(lists, shares);
    }

    /** Those without a key are spread evenly. */
    private static int partition(KeyPartition keys, byte[] key, int value, int partitions) {
        return key == null ? value % partitions : keys.of(key, partitions);
    }

    /** Number of partitions. */
    public int partitions() {
        return shares.length;
    }

    /** How many records each partition gets, in proportion to the others; 0: none. */
    public double[] shares() {
        return shares.clone();
    }

    /** How many different lists of templates there are. */
    public int lists() {
        return lists.size();
    }

    /** Which of them a partition uses. */
    public int listOf(int partition) {
        return lists.size() == 1 ? 0 : partition;
    }

    /** The templates of a list, to be used in turn. */
    public List<BatchTemplate> list(int number) {
        return lists.get(number);
    }
}
