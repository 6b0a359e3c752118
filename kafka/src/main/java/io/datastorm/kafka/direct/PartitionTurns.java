package io.datastorm.kafka.direct;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.record.Partitioning;
import io.datastorm.generator.DrawnKeys;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.turn.BatchKeys;
import io.datastorm.kafka.direct.turn.ExactTurns;
import io.datastorm.kafka.direct.turn.KeyBacklog;
import io.datastorm.kafka.direct.turn.KeysInOrder;
import io.datastorm.kafka.direct.turn.StrideTurns;
import io.datastorm.kafka.direct.turn.Turns;
import io.datastorm.kafka.wire.KeyPartition;
import java.util.function.IntFunction;

/**
 * Which partitions the batches of a stream are for, and which keys their records get. Shared by all workers.
 *
 * @param plan of the stream
 * @param pool of its records
 */
record PartitionTurns(StreamPlan plan, RecordPool pool) {
    /**
     * For one worker.
     *
     * @param turns of the partitions
     * @param keys that are drawn for records; null if they stand in the templates, or there are none
     */
    record OfWorker(Turns turns, BatchKeys keys) {}

    /** Whether keys decide the partition. */
    boolean byKey() {
        return plan.records().partitioning().equals(Partitioning.KAFKA);
    }

    /** The templates for so many partitions. */
    BatchTemplates templates(int partitions, BatchTemplates.Framing framing) {
        return byKey()
                ? BatchTemplates.of(pool, partitions, keyPartition(), framing)
                : BatchTemplates.shared(pool, plan.records().partitioning().shares(partitions), framing);
    }

    /**
     * The turns of a worker.
     *
     * @param shares how many records each partition gets, if there are so many
     */
    OfWorker of(int worker, IntFunction<double[]> shares) {
        DrawnKeys drawn = pool.drawnKeys().orElse(null);
        if (drawn != null && byKey()) {
            KeyBacklog backlog = new KeyBacklog(drawn, keyPartition(), worker, plan.workersOfAll(), end());
            return new OfWorker(backlog, backlog);
        }
        BatchKeys keys = drawn == null ? null : new KeysInOrder(drawn, worker, plan.workersOfAll());
        Turns turns = plan.records().partitioning() instanceof Partitioning.Zipf
                ? new ExactTurns(shares)
                : new StrideTurns(shares, (double) worker / plan.workersOfAll());
        return new OfWorker(turns, keys);
    }

    private KeyPartition keyPartition() {
        return new KeyPartition(plan.topic().count());
    }

    /** No record has this position or a later one. With a warm-up more records are sent than are asked for. */
    private long end() {
        boolean known = plan.extent().warmup().atMost().isZero();
        return plan.extent().records().filter(records -> known).orElse(Long.MAX_VALUE);
    }
}
