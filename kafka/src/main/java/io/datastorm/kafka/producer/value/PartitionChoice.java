package io.datastorm.kafka.producer.value;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.record.Partitioning;
import io.datastorm.generator.KeyDraw;
import io.datastorm.generator.key.KeyNumbers;
import io.datastorm.kafka.wire.KeyPartition;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Chooses partitions for one worker's records, in the place of the producer. They are numbered as {@link Topics} says.
 * For one thread.
 */
public interface PartitionChoice {
    /**
     * The partition of the next record.
     *
     * @param millis the time now
     * @param partitions so many there are
     */
    int next(ProducerRecord<byte[], byte[]> record, long millis, int partitions);

    /**
     * How a worker begins a batch.
     *
     * @param worker its number
     * @param bytes after so many bytes records go on to the next partition
     * @param lingerMillis after this time they do so as well: by then the batch has left
     */
    record Batching(int worker, long bytes, long lingerMillis) {}

    /**
     * For this partitioning.
     *
     * @param workers of the stream
     */
    static PartitionChoice of(Partitioning partitioning, Topics topics, Batching batching, int workers, long seed) {
        if (partitioning.equals(Partitioning.KAFKA)) {
            return new OfKafka(new KeyPartition(topics.count()), new StickyPartition(batching));
        }
        if (partitioning instanceof Partitioning.Fixed fixed) {
            return (record, millis, partitions) -> fixed.partition();
        }
        if (partitioning instanceof Partitioning.Zipf zipf) {
            return new Skewed(zipf.exponent(), batching.worker(), workers, seed);
        }
        return partitioning instanceof Partitioning.Sticky
                ? new StickyPartition(batching)
                : new InTurn(batching.worker());
    }

    /** That of the key; records without keys stay with one for a batch. */
    record OfKafka(KeyPartition keys, StickyPartition withoutKeys) implements PartitionChoice {
        @Override
        public int next(ProducerRecord<byte[], byte[]> record, long millis, int partitions) {
            return record.key() == null
                    ? withoutKeys.next(record, millis, partitions)
                    : keys.of(record.key(), partitions);
        }
    }

    /** One after the other. */
    final class InTurn implements PartitionChoice {
        private int next;

        InTurn(int worker) {
            this.next = worker;
        }

        @Override
        public int next(ProducerRecord<byte[], byte[]> record, long millis, int partitions) {
            int current = next % partitions;
            next = current + 1;
            return current;
        }
    }

    /** By Zipf's law. */
    final class Skewed implements PartitionChoice {
        private final double exponent;
        private final int workers;
        private final long seed;
        private long position;
        private int known;
        private KeyDraw draw;

        Skewed(double exponent, int worker, int workers, long seed) {
            this.exponent = exponent;
            this.position = worker;
            this.workers = workers;
            this.seed = seed;
        }

        @Override
        public int next(ProducerRecord<byte[], byte[]> record, long millis, int partitions) {
            if (partitions != known) {
                known = partitions;
                // Keys are drawn from the same seed: they must not decide the partition.
                draw = new KeyNumbers.Zipf(partitions, exponent).draw(~seed);
            }
            int partition = (int) draw.number(position);
            position += workers;
            return partition;
        }
    }
}
