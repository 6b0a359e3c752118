package io.datastorm.grpc;

import io.grpc.ManagedChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * A producer whose records go to a gateway in batches. It keeps order and sends nothing again: when the gateway is
 * gone, what is in flight may be stored or not, and nothing more is taken. Thread-safe.
 */
final class GrpcProducer implements Producer<byte[], byte[]> {
    private static final Future<RecordMetadata> TOLD_BY_CALLBACK = CompletableFuture.completedFuture(null);
    private static final int LEAST_CAPACITY = 1 << 10;
    private static final long KNOWN_NANOS = 10_000_000_000L;

    private final ManagedChannel channel;
    private final BatchLimits limits;
    private final GatewayTransport transport;
    private final Thread sender;
    private final ReentrantLock lock = new ReentrantLock();
    /** There is something to send. */
    private final Condition work = lock.newCondition();
    /** There is room, or all is answered, or the gateway is gone. */
    private final Condition change = lock.newCondition();

    private final Map<String, Partitions> partitions = new ConcurrentHashMap<>();
    private final Deque<PendingBatch> waiting = new ArrayDeque<>();
    /** The last one of each topic: it takes more records. */
    private final Map<String, PendingBatch> filling = new HashMap<>();

    private long numbers;
    private long bufferedBytes;
    private int open;
    private int flushing;
    private boolean closed;
    private KafkaException gone;
    private volatile long waitedNanos;
    private final LongAdder sentBytes = new LongAdder();

    /**
     * Connects.
     *
     * @param batches makes what carries batches to the gateway and brings replies
     */
    GrpcProducer(ManagedChannel channel, BatchLimits limits, GatewayTransport.Factory batches) {
        this.channel = channel;
        this.limits = limits;
        this.transport = batches.open(channel, this::answered, this::lost);
        this.sender = new Thread(this::sendBatches, "grpc-sender");
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return send(record, (metadata, exception) -> {});
    }

    /** Waits while the buffer is full. The future is complete at once: callbacks tell what became of records. */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        int size = BatchWriter.size(record);
        lock.lock();
        try {
            awaitRoom(size);
            PendingBatch last = filling.get(record.topic());
            if (last == null || !last.takes(size, limits.batchBytes())) {
                last = new PendingBatch(numbers++, record.topic(), Math.max(LEAST_CAPACITY, size), System.nanoTime());
                waiting.addLast(last);
                filling.put(record.topic(), last);
                work.signal();
            }
            int before = last.size();
            last.add(record, callback);
            bufferedBytes += last.size() - before;
            if (last.size() >= limits.batchBytes()) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        return TOLD_BY_CALLBACK;
    }

    private void awaitRoom(int size) {
        long begun = 0;
        try {
            while (gone == null && bufferedBytes > 0 && bufferedBytes + size > limits.bufferBytes()) {
                begun = begun == 0 ? System.nanoTime() : begun;
                change.await();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            if (begun != 0) {
                // Under the lock.
                waitedNanos = waitedNanos + System.nanoTime() - begun;
            }
        }
        if (gone != null) {
            throw new KafkaException(gone.getMessage(), gone);
        }
    }

    private void sendBatches() {
        try {
            for (PendingBatch batch = next(); batch != null; batch = next()) {
                ByteBuffer bytes = batch.written();
                sentBytes.add(bytes.remaining());
                transport.send(batch, bytes);
            }
        } catch (InterruptedException e) {
            lost(new KafkaException("the sender of batches was interrupted"));
        }
    }

    /** The next batch that is full, or has waited long enough; null at the end. */
    private PendingBatch next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (gone != null || (closed && waiting.isEmpty())) {
                    return null;
                }
                long left = Long.MAX_VALUE;
                for (PendingBatch batch : waiting) {
                    left = Math.min(left, lingers(batch));
                    if (left <= 0) {
                        return taken(batch);
                    }
                }
                long unused = work.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** From the queue. */
    private PendingBatch taken(PendingBatch batch) {
        waiting.remove(batch);
        filling.remove(batch.topic(), batch);
        open++;
        return batch;
    }

    /** One that another has followed for its topic is full. */
    private long lingers(PendingBatch batch) {
        boolean full = filling.get(batch.topic()) != batch || batch.size() >= limits.batchBytes();
        boolean now = full || flushing > 0 || closed;
        return now ? 0 : batch.begunNanos() + limits.lingerNanos() - System.nanoTime();
    }

    private void answered(PendingBatch batch, BatchReply reply) {
        batch.complete(reply);
        release(batch);
    }

    private void release(PendingBatch batch) {
        lock.lock();
        try {
            open--;
            bufferedBytes -= batch.size();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Of batches in flight the transport tells; what was never sent has failed for certain. */
    private void lost(KafkaException why) {
        lock.lock();
        try {
            if (gone != null) {
                return;
            }
            gone = why;
            while (!waiting.isEmpty()) {
                taken(waiting.peekFirst()).fail(new BufferExhaustedException("never sent: " + why.getMessage()));
            }
            bufferedBytes = 0;
            work.signalAll();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what waits, and returns when all is answered or the gateway is gone. */
    @Override
    public void flush() {
        lock.lock();
        try {
            flushing++;
            work.signalAll();
            while (gone == null && (open > 0 || !waiting.isEmpty())) {
                change.await();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            flushing--;
            lock.unlock();
        }
    }

    /** Asks the gateway now and then: who stamps records asks for each batch. */
    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return partitions
                .compute(
                        topic,
                        (name, known) -> known != null && System.nanoTime() - known.nanos() < KNOWN_NANOS
                                ? known
                                : new Partitions(ask(name), System.nanoTime()))
                .each();
    }

    private List<PartitionInfo> ask(String topic) {
        return IntStream.range(0, GatewayTransport.partitions(channel, topic))
                .mapToObj(partition -> new PartitionInfo(topic, partition, null, null, null))
                .toList();
    }

    private record Partitions(List<PartitionInfo> each, long nanos) {}

    /** Those that a KafkaProducer has, too, as far as they are known. */
    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return Map.of(
                name("bufferpool-wait-time-ns-total"),
                new Reading(name("bufferpool-wait-time-ns-total"), (double) waitedNanos),
                name("outgoing-byte-total"),
                new Reading(name("outgoing-byte-total"), sentBytes.doubleValue()));
    }

    private static MetricName name(String name) {
        return new MetricName(name, "producer-metrics", "", Map.of());
    }

    private record Reading(MetricName metricName, Object metricValue) implements Metric {}

    @Override
    public void close() {
        close(Duration.ofMillis(Long.MAX_VALUE));
    }

    /** What has no answer by then is told to be unknown. */
    @Override
    public void close(Duration patience) {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            long left = patience.compareTo(Duration.ofDays(1)) > 0 ? Long.MAX_VALUE : patience.toNanos();
            while (gone == null && (open > 0 || !waiting.isEmpty()) && left > 0) {
                left = change.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        transport.close();
        channel.shutdownNow();
        try {
            sender.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        throw new UnsupportedOperationException("a producer over gRPC tells Kafka nothing of itself");
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {}

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {}

    @Override
    public void initTransactions() {
        throw noTransactions();
    }

    @Override
    public void beginTransaction() {
        throw noTransactions();
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        throw noTransactions();
    }

    @Override
    public void commitTransaction() {
        throw noTransactions();
    }

    @Override
    public void abortTransaction() {
        throw noTransactions();
    }

    private static UnsupportedOperationException noTransactions() {
        return new UnsupportedOperationException("there are no transactions over gRPC");
    }
}
