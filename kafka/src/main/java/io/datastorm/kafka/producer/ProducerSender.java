package io.datastorm.kafka.producer;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.generator.stamp.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Hands stamped copies of the pool's values to a KafkaProducer.
 *
 * <p>The producer copies a value into its batch before {@code send} returns, so one array and one {@code ProducerRecord} per pool value serve the whole
 * run: the value is stamped in place, sent, and stamped again when its turn comes round. Callbacks are recycled too. What is allocated per record is
 * the producer's own.
 */
final class ProducerSender implements Sender {
    private static final int RING_CAPACITY = 1 << 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordPool pool;
    private final int workers;
    private final WorkerStats stats;
    private final NanoClock clock;
    private final Failures failures;
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final Freshness freshness = new Freshness();
    private final CompletionRing free = new CompletionRing(RING_CAPACITY);
    private int next;

    /** Where a sender sends: shared by all workers of a run. */
    record Context(String topic, RecordPool pool, int workers, NanoClock clock) {}

    ProducerSender(KafkaProducer<byte[], byte[]> producer, int worker, WorkerStats stats, Context context) {
        this.producer = producer;
        this.pool = context.pool();
        this.workers = context.workers();
        this.stats = stats;
        this.clock = context.clock();
        this.failures = new Failures(stats);
        this.records = new ArrayList<>(pool.size());
        for (int i = 0; i < pool.size(); i++) {
            records.add(new ProducerRecord<>(context.topic(), pool.value(i)));
        }
        // Workers begin at different values, so that a pool of several values is spread from the first second on.
        this.next = (int) ((long) worker * pool.size() / workers);
    }

    @Override
    public int send(long sequence, int count, long intendedNanos, long nowNanos) {
        long millis = System.currentTimeMillis();
        long current = sequence;
        for (int i = 0; i < count; i++) {
            ProducerRecord<byte[], byte[]> record = records.get(next);
            if (pool.stamped()) {
                freshness.set(current, millis);
                pool.stamp(next, record.value(), freshness);
            }
            next = next + 1 == records.size() ? 0 : next + 1;
            current += workers;
            try {
                Future<RecordMetadata> unused =
                        producer.send(record, completion().of(intendedNanos, nowNanos, record.value().length));
            } catch (InterruptException e) {
                // Kafka has set the interrupt flag again: the worker sees it.
                return i;
            }
        }
        return count;
    }

    private Completion completion() {
        Completion recycled = free.take();
        return recycled == null ? new Completion(this) : recycled;
    }

    /** The outcome of a record; on the producer's thread, or on the worker's if it could not even be queued. */
    void completed(Completion completion, Exception exception) {
        if (exception != null) {
            failures.count(exception);
            return;
        }
        stats.acknowledged(completion.valueBytes(), completion.intendedNanos(), completion.sentNanos(), clock.nanos());
        free.give(completion);
    }
}
