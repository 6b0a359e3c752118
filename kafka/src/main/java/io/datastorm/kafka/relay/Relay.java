package io.datastorm.kafka.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads records of one topic and writes them to another as they are, headers included, each to the partition with the
 * number that it had. With transactions it is the read-process-write loop of KIP-98: records and offsets become visible
 * together. Trouble of a cluster is no end: it begins again at the committed offsets. For one thread, but for
 * {@link #records}.
 */
public final class Relay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String MOST_RECORDS = "2000";
    /** The others take over from an instance that has died after so long. */
    private static final int SESSION_MILLIS = 6000;
    /** What an instance that has died leaves open hides what is behind it, for so long. */
    private static final String TRANSACTION_TIMEOUT_MILLIS = "10000";

    private final RelayPlan plan;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private KafkaProducer<byte[], byte[]> producer;
    private int partitions;
    private long committedNanos = System.nanoTime();
    private final AtomicLong records = new AtomicLong();

    /**
     * Joins the group.
     *
     * @throws KafkaException if a client cannot be made, or the cluster refuses
     */
    public Relay(RelayPlan plan) {
        this.plan = plan;
        Map<String, Object> reading = new HashMap<>(plan.client());
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, plan.group());
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, plan.isolationLevel());
        reading.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        reading.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3);
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        this.consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(plan.from()));
    }

    /**
     * Relays until it is to stop.
     *
     * @throws AuthorizationException if it may not
     */
    public void run(BooleanSupplier stop) {
        while (!stop.getAsBoolean()) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            if (polled.isEmpty()) {
                continue;
            }
            try {
                relay(polled);
                records.addAndGet(polled.count());
            } catch (AuthorizationException e) {
                throw e;
            } catch (KafkaException e) {
                beginAgain();
            }
        }
    }

    /** Records that were relayed. Any thread. */
    public long records() {
        return records.get();
    }

    private void relay(ConsumerRecords<byte[], byte[]> polled) {
        if (producer == null) {
            producer = newProducer();
            partitions = producer.partitionsFor(plan.to()).size();
        }
        switch (plan.guarantee()) {
            case EXACTLY_ONCE -> transaction(polled);
            case AT_LEAST_ONCE -> {
                write(polled);
                if (System.nanoTime() - committedNanos >= plan.commitInterval().toNanos()) {
                    consumer.commitSync();
                    committedNanos = System.nanoTime();
                }
            }
            case AT_MOST_ONCE -> {
                consumer.commitSync(polled.nextOffsets());
                write(polled);
            }
        }
    }

    private KafkaProducer<byte[], byte[]> newProducer() {
        Map<String, Object> writing = new HashMap<>(plan.client());
        if (plan.guarantee() == Guarantee.EXACTLY_ONCE) {
            writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, plan.transactionalId());
            writing.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        }
        KafkaProducer<byte[], byte[]> made =
                new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
        if (plan.guarantee() == Guarantee.EXACTLY_ONCE) {
            try {
                made.initTransactions();
            } catch (KafkaException e) {
                made.close(Duration.ZERO);
                throw e;
            }
        }
        return made;
    }

    private void transaction(ConsumerRecords<byte[], byte[]> polled) {
        producer.beginTransaction();
        polled.forEach(record -> send(record, ignored -> {}));
        producer.sendOffsetsToTransaction(polled.nextOffsets(), consumer.groupMetadata());
        commit();
    }

    /** Nobody knows whether a commit without an answer has happened, until it is asked for once more. */
    private void commit() {
        boolean known = false;
        while (!known) {
            try {
                producer.commitTransaction();
                known = true;
            } catch (TimeoutException e) {
                known = false;
            }
        }
    }

    private void write(ConsumerRecords<byte[], byte[]> polled) {
        AtomicReference<Exception> trouble = new AtomicReference<>();
        polled.forEach(record -> send(record, trouble::set));
        producer.flush();
        if (trouble.get() != null) {
            throw new KafkaException("records could not be written", trouble.get());
        }
    }

    private void send(ConsumerRecord<byte[], byte[]> record, Consumer<Exception> failed) {
        LockSupport.parkNanos(plan.process().toNanos());
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(
                        plan.to(),
                        record.partition() % partitions,
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        record.headers()),
                (stored, exception) -> {
                    if (exception != null) {
                        failed.accept(exception);
                    }
                });
    }

    /** From the committed offsets, with another producer: what the last one has left open is aborted. */
    private void beginAgain() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
        Set<TopicPartition> assigned = consumer.assignment();
        Map<TopicPartition, OffsetAndMetadata> committed = committed(assigned);
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        while (true) {
            try {
                return consumer.committed(partitions);
            } catch (RetriableException e) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** Leaves the group. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close();
            if (plan.guarantee() == Guarantee.AT_LEAST_ONCE) {
                consumer.commitSync();
            }
        }
        consumer.close();
    }
}
