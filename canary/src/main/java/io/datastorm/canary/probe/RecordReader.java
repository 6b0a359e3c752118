package io.datastorm.canary.probe;

import io.datastorm.canary.outcome.OutstandingRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions until it is stopped. It is in no group: what it misses is missing in a partition, and not at a
 * coordinator. An error makes it begin again where it was.
 */
final class RecordReader implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int METADATA_MILLIS = 5_000;

    private final ProbePlan plan;
    private final ClientSettings settings;
    private final OutstandingRecords outstanding;
    private final UUID canary;
    private final ClientErrors errors;
    private final BooleanSupplier stopped;
    /** Where it reads on. */
    private final Map<TopicPartition, Long> positions;

    private volatile int partitions;
    private volatile boolean anew;

    /** Reads from these offsets on. */
    RecordReader(
            ProbePlan plan,
            ClientSettings settings,
            OutstandingRecords outstanding,
            Map<TopicPartition, Long> from,
            Probe probe) {
        this.plan = plan;
        this.settings = settings;
        this.outstanding = outstanding;
        this.positions = new HashMap<>(from);
        this.partitions = probe.topic().partitions().size();
        this.canary = probe.id();
        this.errors = new ClientErrors("consumer", plan.deadline().plusSeconds(5), probe.log());
        this.stopped = probe::stopped;
    }

    /** It has so many partitions now. */
    void partitions(int count) {
        partitions = count;
    }

    /** The topic is another one: it is read from its beginning. */
    void startAnew() {
        anew = true;
    }

    @Override
    public void run() {
        while (!stopped.getAsBoolean()) {
            int generation = settings.generation();
            try (KafkaConsumer<byte[], byte[]> consumer = open()) {
                read(consumer, generation);
            } catch (KafkaException e) {
                errors.tell(e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(
                settings.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "datastorm-canary-consumer",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // A topic that was created anew ends before the position: nothing of it is skipped.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        METADATA_MILLIS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, int generation) {
        while (!stopped.getAsBoolean() && generation == settings.generation()) {
            boolean beginning = anew;
            anew = false;
            if (beginning || consumer.assignment().size() != partitions) {
                assign(consumer, beginning);
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            long now = System.nanoTime();
            records.forEach(record -> take(record, now));
            if (!records.isEmpty()) {
                errors.over();
            }
        }
    }

    private void assign(KafkaConsumer<byte[], byte[]> consumer, boolean beginning) {
        List<TopicPartition> all = new ArrayList<>();
        IntStream.range(0, partitions).forEach(i -> all.add(new TopicPartition(plan.topic(), i)));
        consumer.assign(all);
        for (TopicPartition partition : all) {
            consumer.seek(partition, beginning ? 0 : positions.getOrDefault(partition, 0L));
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long nowNanos) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Long expected = positions.put(partition, record.offset() + 1);
        if (expected != null && expected != record.offset()) {
            outstanding.jumped(record.partition(), record.offset(), record.offset() < expected);
        }
        CanaryRecord.of(record.value())
                .filter(read -> read.canary().equals(canary))
                .ifPresent(read -> outstanding.read(read.number(), record.partition(), record.offset(), nowNanos));
    }
}
