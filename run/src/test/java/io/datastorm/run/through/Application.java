package io.datastorm.run.through;

import io.datastorm.cluster.LocalCluster;
import io.datastorm.kafka.relay.Guarantee;
import io.datastorm.kafka.relay.Relay;
import io.datastorm.kafka.relay.RelayPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody's application, on a thread of this JVM. */
final class Application implements AutoCloseable {
    private static final Duration NO_TIME = Duration.ZERO;
    private static final long POLL_NANOS = 20_000_000;

    private final Thread thread;
    private final AtomicReference<Throwable> trouble = new AtomicReference<>();
    private volatile boolean stopping;

    /** Returns when it has its partitions. */
    private Application(LocalCluster cluster, String group, Consumer<BooleanSupplier> loop) {
        thread = new Thread(() -> loop.accept(() -> stopping), "application");
        thread.setUncaughtExceptionHandler((of, exception) -> trouble.set(exception));
        thread.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            while (!joined(admin, group)) {
                requireAlive();
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private static boolean joined(Admin admin, String group) {
        try {
            return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Application relay(LocalCluster cluster, String from, String to, Guarantee guarantee) {
        return relay(cluster, from, to, guarantee, "read_committed");
    }

    static Application uncommitted(LocalCluster cluster, String from, String to) {
        return relay(cluster, from, to, Guarantee.AT_LEAST_ONCE, "read_uncommitted");
    }

    private static Application relay(
            LocalCluster cluster, String from, String to, Guarantee guarantee, String isolation) {
        RelayPlan plan = new RelayPlan(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                from,
                to,
                "relay-" + from,
                guarantee,
                isolation,
                NO_TIME,
                NO_TIME,
                "relay-" + from);
        return new Application(cluster, plan.group(), stop -> {
            try (Relay relay = new Relay(plan)) {
                relay.run(stop);
            }
        });
    }

    /** One that makes of each record what this function says. */
    static Application of(
            LocalCluster cluster,
            String from,
            String to,
            Function<ConsumerRecord<byte[], byte[]>, List<ProducerRecord<byte[], byte[]>>> process) {
        Map<String, Object> reading = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "group.id",
                "app-" + from,
                "auto.offset.reset",
                "earliest");
        Map<String, Object> writing = Map.of("bootstrap.servers", cluster.bootstrapServers());
        return new Application(cluster, "app-" + from, stop -> {
            try (KafkaConsumer<byte[], byte[]> consumer =
                            new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                    KafkaProducer<byte[], byte[]> producer =
                            new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
                consumer.subscribe(List.of(from));
                while (!stop.getAsBoolean()) {
                    consumer.poll(Duration.ofMillis(100))
                            .forEach(record -> process.apply(record).forEach(made -> {
                                Future<RecordMetadata> unused = producer.send(made);
                            }));
                }
            }
        });
    }

    /** The record as it is, in its partition. */
    static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record, String to) {
        return new ProducerRecord<>(
                to, record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
    }

    void requireAlive() {
        if (trouble.get() != null) {
            throw new AssertionError("the application has ended", trouble.get());
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
