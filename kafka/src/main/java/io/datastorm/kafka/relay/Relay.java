package io.datastorm.kafka.relay;

import io.datastorm.kafka.admin.AccessException;
import java.time.Duration;
import java.util.Collection;
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
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
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
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
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
    private static final int MOST_RECORDS = 2000;
    /** The records of a poll are processed within this time, and so is a transaction. */
    private static final Duration MOST_PROCESSING = Duration.ofSeconds(2);
    /** The others take over from an instance that has died after so long. */
    private static final int SESSION_MILLIS = 6000;
    /** What an instance that has died leaves open hides what is behind it, for so long. */
    private static final String TRANSACTION_TIMEOUT_MILLIS = "10000";

    private static final List<Class<? extends Exception>> PERMANENT = List.of(
            AuthorizationException.class,
            AuthenticationException.class,
            RecordTooLargeException.class,
            UnsupportedVersionException.class,
            ConfigException.class);

    private final RelayPlan plan;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private KafkaProducer<byte[], byte[]> producer;
    private int partitions;
    private long committedNanos = System.nanoTime();
    /** At least once: the offsets behind what is written. */
    private final Map<TopicPartition, OffsetAndMetadata> written = new HashMap<>();

    private BooleanSupplier stopping = () -> false;
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
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records(plan.process()));
        this.consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(plan.from()), new Handover());
    }

    private static int records(Duration process) {
        long most = process.isZero() ? MOST_RECORDS : MOST_PROCESSING.toNanos() / process.toNanos();
        return (int) Math.max(1, Math.min(MOST_RECORDS, most));
    }

    /** What is written is committed before another instance goes on. */
    private final class Handover implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commitWritten();
            written.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            written.keySet().removeAll(partitions);
        }
    }

    /** If it cannot be committed, some records are written again. */
    private void commitWritten() {
        if (written.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(written);
            committedNanos = System.nanoTime();
        } catch (KafkaException e) {
            committedNanos = System.nanoTime();
        }
    }

    /**
     * Relays until it is to stop.
     *
     * @throws AccessException if it may not, or if its records are not accepted
     */
    public void run(BooleanSupplier stop) {
        stopping = stop;
        while (!stop.getAsBoolean()) {
            try {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    relay(polled);
                    records.addAndGet(polled.count());
                }
            } catch (KafkaException e) {
                requirePassing(e);
                LockSupport.parkNanos(POLL.toNanos());
                beginAgain();
            }
        }
    }

    /** Trouble that trying again does not mend. */
    private static void requirePassing(KafkaException trouble) {
        Throwable cause = trouble;
        while (cause != null) {
            for (Class<? extends Exception> kind : PERMANENT) {
                if (kind.isInstance(cause)) {
                    throw new AccessException("the relay cannot go on: " + cause.getMessage(), trouble);
                }
            }
            cause = cause.getCause();
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
                written.putAll(polled.nextOffsets());
                if (System.nanoTime() - committedNanos >= plan.commitInterval().toNanos()) {
                    commitWritten();
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
                if (stopping.getAsBoolean()) {
                    throw e;
                }
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
        written.clear();
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
                if (stopping.getAsBoolean()) {
                    return Map.of();
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** Leaves the group. */
    @Override
    public void close() {
        try {
            if (producer != null) {
                producer.close();
            }
            commitWritten();
        } finally {
            consumer.close();
        }
    }
}
