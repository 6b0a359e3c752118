package io.datastorm.kafka.producer;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.generator.stamp.Freshness;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;

/**
 * Hands stamped copies of the pool's values to a KafkaProducer.
 *
 * <p>The producer copies a value into its batch before {@code send} returns. So one array for each length of values, and one {@code ProducerRecord} for each
 * length and key, serve the whole run: the next value is copied from the flat pool, stamped, and sent; what the loop touches stays in the processor's cache.
 * Records that are due together share one callback, and callbacks are recycled. What is allocated per record is the producer's own.
 */
final class ProducerSender implements Sender {
    private static final int RING_CAPACITY = 1 << 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordPool pool;
    private final int workers;
    private final WorkerStats stats;
    private final NanoClock clock;
    private final Failures failures;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    /** For each value of the pool: which of the records has its length and its key. */
    private final int[] recordOf;

    private final Freshness freshness = new Freshness();
    private final FreeRing<Completion> free = new FreeRing<>(RING_CAPACITY);
    /** Null if records need not prove themselves. */
    private final Proving proving;

    private int next;

    /** Where a sender sends: shared by all workers of a run. */
    record Context(String topic, List<Header> headers, RecordPool pool, int workers, Optional<Proving.Plan> plan) {
        /** What a worker needs for its records to prove themselves; null if they need not. */
        Proving proving(int worker, KafkaProducer<byte[], byte[]> producer) {
            return plan.map(proved -> new Proving(
                            proved, worker, () -> producer.partitionsFor(topic).size()))
                    .orElse(null);
        }
    }

    ProducerSender(
            KafkaProducer<byte[], byte[]> producer, int worker, WorkerStats stats, NanoClock clock, Context context) {
        this.producer = producer;
        this.pool = context.pool();
        this.workers = context.workers();
        this.stats = stats;
        this.clock = clock;
        this.failures = new Failures(stats);
        this.proving = context.proving(worker, producer);
        this.recordOf = prepareRecords(context);
        // Workers begin at different values, so that a pool of several values is spread from the first second on.
        this.next = (int) ((long) worker * pool.size() / workers);
    }

    private int[] prepareRecords(Context context) {
        int[] indexes = new int[pool.size()];
        Map<Integer, byte[]> values = new HashMap<>();
        Map<Likeness, Integer> known = new HashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            byte[] key = pool.key(i);
            byte[] value = values.computeIfAbsent(pool.length(i), byte[]::new);
            Likeness like = new Likeness(value.length, key == null ? null : ByteBuffer.wrap(key));
            indexes[i] = known.computeIfAbsent(like, unseen -> {
                records.add(new ProducerRecord<>(context.topic(), null, key, value, context.headers()));
                return records.size() - 1;
            });
        }
        return indexes;
    }

    /** Values with the same of these can share a {@code ProducerRecord}. */
    private record Likeness(int length, ByteBuffer key) {}

    @Override
    public int send(long sequence, int count, long intendedNanos, long nowNanos) {
        long millis = System.currentTimeMillis();
        long current = sequence;
        Completion completion = completion().of(intendedNanos, nowNanos, count);
        for (int i = 0; i < count; i++) {
            ProducerRecord<byte[], byte[]> record = record();
            freshness.set(current, millis);
            pool.copyStamped(next, record.value(), freshness);
            next = next + 1 == recordOf.length ? 0 : next + 1;
            current += workers;
            Callback callback = proving == null ? completion : proving.prove(record.value(), completion);
            try {
                Future<RecordMetadata> unused = producer.send(record, callback);
            } catch (InterruptException e) {
                // Kafka has set the interrupt flag again: the worker sees it.
                return i;
            }
            if (proving != null) {
                proving.taken();
            }
        }
        return count;
    }

    private ProducerRecord<byte[], byte[]> record() {
        ProducerRecord<byte[], byte[]> plain = records.get(recordOf[next]);
        return proving == null ? plain : proving.record(pool, next, recordOf[next], plain.value());
    }

    private Completion completion() {
        Completion recycled = free.take();
        return recycled == null ? new Completion(this) : recycled;
    }

    /** A record is acknowledged. On the producer's thread. */
    void acknowledged(Completion completion, int valueBytes) {
        long now = clock.nanos();
        stats.acknowledged(1, valueBytes, now);
        stats.latency(1, completion.intendedNanos(), completion.sentNanos(), now);
        if (completion.last()) {
            free.give(completion);
        }
    }

    /** A record has no acknowledgement. On the producer's thread, or on the worker's if it could not even be queued. */
    void failed(Exception exception) {
        failures.count(exception);
    }
}
