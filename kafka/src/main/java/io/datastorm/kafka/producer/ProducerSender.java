package io.datastorm.kafka.producer;

import io.datastorm.core.engine.Deadline;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.topic.Topics;
import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.kafka.producer.header.PlanHeaders;
import io.datastorm.kafka.producer.transaction.ReplaceableProducer;
import io.datastorm.kafka.producer.transaction.WorkerTransactions;
import io.datastorm.kafka.producer.transaction.WorkerTransactions.Lanes;
import io.datastorm.kafka.producer.value.Values;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Hands records to a producer, Kafka's own or another one. Records that are due together share one callback, and
 * callbacks are recycled: what is allocated per record is the producer's own.
 */
final class ProducerSender implements Sender {
    private static final int RING_CAPACITY = 1 << 20;

    private final ReplaceableProducer producer;
    private final Values values;
    private final PlanHeaders headers;
    private final Topics topics;
    private final int workers;
    private final WorkerStats stats;
    private final NanoClock clock;
    private final Failures failures;
    private final Freshness freshness = new Freshness();
    private final FreeRing<SendCallback> free = new FreeRing<>(RING_CAPACITY);
    /** Null if records need not prove themselves. */
    private final RecordStamper stamper;
    /** Records that may be in flight; null if any number may. */
    private final Semaphore places;
    /** Null if records are written without transactions. */
    private final WorkerTransactions transactions;

    private volatile long waitedNanos;
    private volatile boolean retried;

    ProducerSender(
            ReplaceableProducer producer, int worker, WorkerStats stats, SenderContext context, Deadline deadline) {
        this.producer = producer;
        this.headers = context.headers();
        this.values = context.values(worker, stats, producer, headers);
        this.topics = context.topics();
        this.workers = context.workers();
        this.stats = stats;
        this.clock = NanoClock.SYSTEM;
        this.failures = new Failures(stats, this::retried);
        this.stamper = context.stamper(worker, producer, headers);
        this.places = context.outstanding().map(Semaphore::new).orElse(null);
        this.transactions = context.transactions(worker)
                .map(terms -> new WorkerTransactions(
                        producer, terms, stats.transactions(), stamper == null ? Lanes.NONE : stamper, deadline::over))
                .orElse(null);
    }

    @Override
    public int send(long sequence, DueTimes due, long nowNanos) {
        long millis = System.currentTimeMillis();
        long current = sequence;
        if (places != null && !entered()) {
            return 0;
        }
        // What waited for its place is sent now; in a closed loop it is due now, too.
        long sent = places == null ? nowNanos : clock.nanos();
        SendCallback sendCallback = null;
        int together = 0;
        if (stamper != null) {
            stamper.time(millis);
        }
        for (int i = 0; i < due.size(); i++) {
            if (together == 0) {
                together = together(due, i);
                long intended = due.nanos(i) == nowNanos ? sent : due.nanos(i);
                sendCallback = sendCallback().of(intended, sent, together);
            }
            together--;
            freshness.set(current, millis);
            current += workers;
            try {
                give(sendCallback);
            } catch (InterruptException e) {
                // Kafka has set the interrupt flag again: the worker sees it.
                return i;
            } catch (KafkaException e) {
                // A producer that takes nothing more: what it took of this hand-over counts, then the worker ends.
                if (i == 0) {
                    throw e;
                }
                return i;
            }
        }
        if (transactions != null) {
            transactions.endIfOver();
        }
        return due.size();
    }

    private void give(SendCallback sendCallback) {
        headers.due(sendCallback.intendedNanos());
        if (transactions == null) {
            handOver(sendCallback);
            return;
        }
        while (true) {
            transactions.beforeRecord();
            try {
                handOver(sendCallback);
                transactions.taken();
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                transactions.refused(e);
            }
        }
    }

    private void handOver(SendCallback sendCallback) {
        ProducerRecord<byte[], byte[]> record = record();
        Callback callback = stamper == null ? sendCallback : stamper.prove(sendCallback);
        Future<RecordMetadata> unused = producer.get().send(record, told(callback));
        if (stamper != null) {
            stamper.taken();
        }
    }

    /** A transaction ends when its time is over, also while no record is due. */
    @Override
    public void idle(long nanos) {
        if (transactions == null) {
            Sender.super.idle(nanos);
            return;
        }
        transactions.endIfOver();
        LockSupport.parkNanos(Math.min(nanos, transactions.leftNanos()));
    }

    @Override
    public void drain(BooleanSupplier over) {
        if (transactions != null) {
            transactions.finish(over);
        }
    }

    /** How many records from this one on were due at the same time: they share a callback. */
    private static int together(DueTimes due, int first) {
        int end = first + 1;
        while (end < due.size() && due.nanos(end) == due.nanos(first)) {
            end++;
        }
        return end - first;
    }

    /** With a bound on them records come one by one: each has its own time. */
    @Override
    public int chunk() {
        return places == null ? Sender.super.chunk() : 1;
    }

    private ProducerRecord<byte[], byte[]> record() {
        ProducerRecord<byte[], byte[]> plain = values.next(freshness);
        return stamper == null ? plain : stamper.record(plain, values.kind());
    }

    /** A record that is wrong on purpose has a callback of its own around the other. */
    private Callback told(Callback callback) {
        DirtyRecord dirty = values.dirty();
        return dirty == null ? callback : new DirtyCallback(dirty, callback, stats, topics, this::mayBeStored);
    }

    /** Waits until one more record may be in flight; false if interrupted. */
    private boolean entered() {
        if (places.tryAcquire()) {
            return true;
        }
        long start = clock.nanos();
        try {
            places.acquire();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            // Only this thread writes it.
            waitedNanos = waitedNanos + clock.nanos() - start;
        }
    }

    /** How long the worker has waited for brokers: with as many records in flight as may be, or for commits. */
    long waitedNanos() {
        return waitedNanos + (transactions == null ? 0 : transactions.waitedNanos());
    }

    private SendCallback sendCallback() {
        SendCallback recycled = free.take();
        return recycled == null ? new SendCallback(this) : recycled;
    }

    /** A record is acknowledged. On the producer's thread. */
    void acknowledged(SendCallback sendCallback, RecordMetadata stored) {
        long now = clock.nanos();
        leave();
        if (transactions != null) {
            transactions.stored(topics.number(stored.topic(), stored.partition()));
        }
        // A value that is null has a size of -1.
        stats.acknowledged(1, Math.max(0, stored.serializedValueSize()), now);
        stats.latency(1, sendCallback.intendedNanos(), sendCallback.sentNanos(), now);
        if (sendCallback.last()) {
            free.give(sendCallback);
        }
    }

    /** A record has no acknowledgement. On the producer's thread, or on the worker's if it could not even be queued. */
    void failed(SendCallback sendCallback, Exception exception) {
        leave();
        stats.withoutLatency(1, sendCallback.intendedNanos(), clock.nanos());
        failures.count(exception);
    }

    boolean mayBeStored(Exception exception) {
        return failures.mayBeStored(exception);
    }

    /** Whether it has ever sent a batch again. Once it has, nobody need look again. */
    private boolean retried() {
        retried = retried || retries() > 0;
        return retried;
    }

    /** 0 for producers that never send anything again. */
    private double retries() {
        for (Map.Entry<MetricName, ? extends Metric> metric :
                producer.get().metrics().entrySet()) {
            if (metric.getKey().name().equals("record-retry-total")
                    && metric.getKey().group().equals("producer-metrics")) {
                return metric.getValue().metricValue() instanceof Double count ? count : 0;
            }
        }
        return 0;
    }

    private void leave() {
        if (places != null) {
            places.release();
        }
    }
}
