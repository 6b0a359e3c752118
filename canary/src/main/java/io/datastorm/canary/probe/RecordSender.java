package io.datastorm.canary.probe;

import io.datastorm.canary.outcome.OutstandingRecords;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends each record when it is due, until it is stopped. An error makes it begin again with a new producer. */
final class RecordSender implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int METADATA_MILLIS = 5_000;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProbePlan plan;
    private final ClientSettings settings;
    private final OutstandingRecords outstanding;
    private final UUID canary;
    private final ClientErrors errors;
    private final BooleanSupplier stopped;
    /** What the producer met that it cannot get over. */
    private volatile Exception broken;

    private volatile Thread sending;
    /** The producer did not take the record that it was given last. */
    private boolean refused;

    RecordSender(ProbePlan plan, ClientSettings settings, OutstandingRecords outstanding, Probe probe) {
        this.plan = plan;
        this.settings = settings;
        this.outstanding = outstanding;
        this.canary = probe.id();
        this.errors = new ClientErrors("producer", plan.deadline().plusSeconds(5), probe.log());
        this.stopped = probe::stopped;
    }

    @Override
    public void run() {
        sending = Thread.currentThread();
        while (!stopped.getAsBoolean()) {
            int generation = settings.generation();
            broken = null;
            try {
                KafkaProducer<byte[], byte[]> producer = open();
                try {
                    send(producer, generation);
                } finally {
                    closeBehind(producer);
                }
            } catch (KafkaException e) {
                broken = e;
            }
            if (broken != null) {
                errors.tell(broken);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private KafkaProducer<byte[], byte[]> open() {
        int deadline = (int) plan.deadline().toMillis();
        return new KafkaProducer<>(
                settings.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "datastorm-canary-producer",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        deadline,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.max(1, deadline / 2),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        Math.min(deadline, 1_000),
                        ProducerConfig.METADATA_MAX_AGE_CONFIG,
                        METADATA_MILLIS)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** What it has not got an answer for may still get one. */
    private void closeBehind(KafkaProducer<byte[], byte[]> producer) {
        Duration patience = stopped.getAsBoolean() ? Duration.ZERO : plan.deadline();
        Thread closing = new Thread(() -> producer.close(patience), "canary-close");
        closing.setDaemon(true);
        closing.start();
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int generation) {
        while (!stopped.getAsBoolean() && broken == null && generation == settings.generation()) {
            long now = System.nanoTime();
            OptionalLong number = outstanding.next(now);
            if (number.isPresent()) {
                send(producer, number.getAsLong());
            } else {
                LockSupport.parkNanos(Math.min(IDLE_NANOS, outstanding.nextDueNanos() - now));
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, long number) {
        byte[] value = new CanaryRecord(canary, number).bytes();
        refused = false;
        var unused = producer.send(
                new ProducerRecord<>(plan.topic(), outstanding.partition(number), null, value),
                (metadata, failure) -> answered(number, metadata, failure));
        if (!refused) {
            outstanding.sent(number);
        }
    }

    private void answered(long number, RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            outstanding.acknowledged(number, metadata.offset(), System.nanoTime());
            errors.over();
            return;
        }
        if (Thread.currentThread() == sending && failure instanceof TimeoutException) {
            // There is no metadata: it was not sent, and is not until its deadline.
            refused = true;
        } else {
            outstanding.failed(number, System.nanoTime());
        }
        if (failure instanceof RetriableException) {
            errors.tell(failure);
        } else {
            broken = failure;
        }
    }
}
