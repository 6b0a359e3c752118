package io.datastorm.kafka.producer;

import io.datastorm.core.engine.RecordEncoder;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.Recording;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.core.workload.record.Partitioning;
import io.datastorm.core.workload.record.Timestamps;
import io.datastorm.generator.dirt.Dirt;
import io.datastorm.generator.dirt.DirtDraw;
import io.datastorm.generator.stamp.Mix;
import io.datastorm.generator.stamp.RecordTime;
import io.datastorm.kafka.producer.header.PlanHeaders;
import io.datastorm.kafka.producer.transaction.WorkerTransactions;
import io.datastorm.kafka.producer.value.DirtyValues;
import io.datastorm.kafka.producer.value.EncodedValues;
import io.datastorm.kafka.producer.value.HeadedValues;
import io.datastorm.kafka.producer.value.PartitionChoice;
import io.datastorm.kafka.producer.value.PartitionCount;
import io.datastorm.kafka.producer.value.PlacedValues;
import io.datastorm.kafka.producer.value.PooledValues;
import io.datastorm.kafka.producer.value.RecordedValues;
import io.datastorm.kafka.producer.value.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Header;

/**
 * What the senders of a stream send, and where: shared by all workers.
 *
 * @param workers who share the records
 * @param stamping what records carry so that they can be followed
 * @param acknowledging whether brokers acknowledge (acks is not 0)
 * @param patience for answers of the cluster
 */
record SenderContext(
        StreamPlan plan,
        int workers,
        RecordSource source,
        Stamping stamping,
        boolean acknowledging,
        Duration patience) {
    Topics topics() {
        return plan.topic().topics();
    }

    /** The headers of a worker's records. */
    PlanHeaders headers() {
        return new PlanHeaders(plan, stamping.due());
    }

    /** For records whose topic is chosen later, if there are several. */
    private String topic() {
        return topics().names().get(0);
    }

    /** How a worker makes transactions; empty if it makes none. */
    Optional<WorkerTransactions.Terms> transactions(int worker) {
        return plan.sender()
                .transactions()
                .map(transactions -> new WorkerTransactions.Terms(
                        transactions,
                        plan.topic().allPartitions(),
                        TransactionPlan.timeout(plan.sender()),
                        Mix.mix(plan.seed(), worker),
                        patience));
    }

    Optional<Integer> outstanding() {
        return plan.sender().outstanding();
    }

    /** What a worker needs for its records to prove themselves; null if they need not. */
    RecordStamper stamper(int worker, Supplier<Producer<byte[], byte[]>> producer, PlanHeaders headers) {
        return stamping.proof()
                .map(proof -> new RecordStamper(
                        new RecordStamper.Plan(
                                proof, plan.records().stampField().isPresent(), acknowledging),
                        worker,
                        new PartitionCount(producer, topics()),
                        choice(worker),
                        headers))
                .orElse(null);
    }

    /** The records of a worker, with these headers; some are wrong if that is asked. */
    Values values(int worker, WorkerStats stats, Supplier<Producer<byte[], byte[]>> producer, PlanHeaders headers) {
        Values values = headed(worker, headers);
        Dirt dirt = plan.records().dirt();
        if (dirt.any()) {
            values = new DirtyValues(values, new DirtDraw(dirt, plan.seed(), worker), stats, workers, time());
        }
        return placed(values, worker, producer, headers);
    }

    /** The same, none of them wrong. */
    Values clean(int worker, Supplier<Producer<byte[], byte[]>> producer, PlanHeaders headers) {
        return placed(headed(worker, headers), worker, producer, headers);
    }

    private Values headed(int worker, PlanHeaders headers) {
        Values values = plain(worker, headers.list());
        return headers.stamped() ? new HeadedValues(values, headers) : values;
    }

    private RecordTime time() {
        return plan.records().timestamps().time(source.slots());
    }

    private Values placed(Values values, int worker, Supplier<Producer<byte[], byte[]>> producer, PlanHeaders headers) {
        boolean timed = !plan.records().timestamps().equals(Timestamps.NOW);
        // What proves records chooses their partitions.
        boolean partitioned = stamping.proof().isEmpty()
                && (topics().count() > 1 || !plan.records().partitioning().equals(Partitioning.KAFKA));
        if (!timed && !partitioned) {
            return values;
        }
        return new PlacedValues(
                values,
                timed ? Optional.of(time()) : Optional.empty(),
                partitioned ? Optional.of(choice(worker)) : Optional.empty(),
                topics(),
                new PartitionCount(producer, topics()),
                headers.list());
    }

    private PartitionChoice choice(int worker) {
        PartitionChoice.Batching batching = new PartitionChoice.Batching(
                worker,
                plan.sender().batch().size().bytes(),
                plan.sender().batch().linger().toMillis());
        return PartitionChoice.of(plan.records().partitioning(), topics(), batching, workers, plan.seed());
    }

    private Values plain(int worker, List<Header> headers) {
        if (source instanceof Recording recording) {
            return new RecordedValues(recording, topic(), headers, worker, workers);
        }
        return source instanceof RecordPool pool
                ? new PooledValues(pool, topic(), headers, worker, workers)
                : new EncodedValues((RecordEncoder) source, topic(), headers, worker, workers);
    }
}
