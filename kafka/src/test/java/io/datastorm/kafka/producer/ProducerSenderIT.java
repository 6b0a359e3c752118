package io.datastorm.kafka.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.Engine;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.read.Setting;
import io.datastorm.generator.Templates;
import io.datastorm.generator.avro.AvroRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.Plans;
import io.datastorm.kafka.admin.TargetTopic;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProducerSenderIT {
    private static final Engine.Stages NOTHING = new Engine.Stages() {
        @Override
        public void starting(long nowNanos) {}

        @Override
        public void draining() {}
    };

    private static LocalCluster cluster;
    private static Admin admin;
    private static AvroRecordGenerator generator;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        generator = new AvroRecordGenerator(
                SchemaReader.parse("order", Templates.text("order")), 1, System.currentTimeMillis());
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
    }

    private static Map<Setting, String> settings(String topic, String records) {
        Map<Setting, String> settings = new java.util.EnumMap<>(Setting.class);
        settings.put(Setting.TOPIC, topic);
        settings.put(Setting.RECORDS, records);
        settings.put(Setting.PARTITIONS, "4");
        return settings;
    }

    private static Engine run(Workload workload) throws InterruptedException {
        TargetTopic.prepare(admin, workload.target(), workload.sender(), id -> true);
        RecordPool pool = RecordPool.fill(generator, workload.records().pool(), true);
        ProducerSenders senders = new ProducerSenders(workload, cluster.bootstrapServers(), pool);
        Engine engine = new Engine(workload, senders, NanoClock.SYSTEM);
        engine.run(NOTHING, ProducerSettings.deliveryTimeout(workload.sender(), workload.target()));
        return engine;
    }

    private static List<ConsumerRecord<byte[], byte[]>> readBack(String topic, long expected) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(end).isEqualTo(expected);
            while (read.size() < end) {
                consumer.poll(Duration.ofSeconds(10)).forEach(read::add);
            }
        }
        return read;
    }

    @ParameterizedTest
    @CsvSource({
        "none,1,own,256KiB",
        "gzip,1,own,64KiB",
        "snappy,all,shared,64KiB",
        "lz4,all,own,1MiB",
        "zstd,1,shared,16KiB"
    })
    void everyRecordArrivesAndDecodesAndIsFresh(String compression, String acks, String producers, String batch)
            throws Exception {
        String topic = "t-" + compression;
        Map<Setting, String> settings = settings(topic, "20001");
        settings.put(Setting.COMPRESSION, compression);
        settings.put(Setting.ACKS, acks);
        settings.put(Setting.PRODUCERS, producers);
        settings.put(Setting.BATCH_SIZE, batch);
        settings.put(Setting.WORKERS, "3");
        settings.put(Setting.POOL, "500");
        Engine engine = run(Plans.of(cluster.bootstrapServers(), settings));
        assertThat(engine.stats().stream().mapToLong(WorkerStats::acknowledged).sum())
                .isEqualTo(20_001);
        assertThat(engine.stats()).allMatch(stats -> stats.failures().isEmpty() && stats.pending() == 0);
        Set<Object> ids = new HashSet<>();
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(generator.schema());
        for (ConsumerRecord<byte[], byte[]> record : readBack(topic, 20_001)) {
            GenericRecord order = reader.read(null, DecoderFactory.get().binaryDecoder(record.value(), null));
            assertThat(Math.abs(record.timestamp() - (long) order.get("placedAt")))
                    .isLessThan(60_000);
            ids.add(order.get("id"));
        }
        assertThat(ids).as("every record has an id of its own").hasSize(20_001);
    }

    @Test
    void batchesOfSixteenMebibytesFit() throws Exception {
        Map<Setting, String> settings = settings("t-large", "300k");
        settings.put(Setting.PARTITIONS, "1");
        settings.put(Setting.WORKERS, "1");
        settings.put(Setting.BATCH_SIZE, "16MiB");
        settings.put(Setting.BUFFER_MEMORY, "64MiB");
        settings.put(Setting.LINGER, "500ms");
        Engine engine = run(Plans.of(cluster.bootstrapServers(), settings));
        assertThat(engine.stats().get(0).failures()).isEmpty();
        assertThat(engine.stats().get(0).acknowledged()).isEqualTo(300_000);
    }

    @Test
    void recordsThatTheBrokerRefusesAreCountedByError() throws Exception {
        Map<Setting, String> settings = settings("t-refused", "100");
        settings.put(Setting.WORKERS, "1");
        // The producer itself refuses a record that is larger than a request may be.
        settings.put(Setting.PRODUCER_PROPERTY, "max.request.size=80");
        Engine engine = run(Plans.of(cluster.bootstrapServers(), settings));
        WorkerStats stats = engine.stats().get(0);
        assertThat(stats.failures()).hasSize(1);
        assertThat(stats.failures().keySet().iterator().next()).startsWith("RecordTooLargeException: ");
        assertThat(stats.acknowledged() + stats.failures().values().iterator().next())
                .isEqualTo(100);
    }

    @Test
    void anUnreachableBrokerLeavesNoRecordWithoutAnOutcome() throws Exception {
        try (LocalCluster dying = LocalCluster.start(ClusterPlan.of(1));
                Admin own = Admin.create(Map.of("bootstrap.servers", dying.bootstrapServers()))) {
            Map<Setting, String> settings = settings("t-dying", "1m");
            settings.remove(Setting.RECORDS);
            settings.put(Setting.DURATION, "1h");
            settings.put(Setting.WARMUP, "0s");
            Workload workload = Plans.of(dying.bootstrapServers(), settings);
            TargetTopic.prepare(own, workload.target(), workload.sender(), id -> true);
            ProducerSenders senders =
                    new ProducerSenders(workload, dying.bootstrapServers(), RecordPool.fill(generator, 100, true));
            Engine engine = new Engine(workload, senders, NanoClock.SYSTEM);
            Thread killer = new Thread(() -> {
                while (engine.stats().get(0).acknowledged() == 0) {
                    Thread.onSpinWait();
                }
                dying.broker(1).kill();
                engine.stop(StopSignal.Reason.BROKER_DIED, "killed");
            });
            killer.start();
            engine.run(NOTHING, Duration.ofMinutes(2));
            killer.join();
            for (WorkerStats stats : engine.stats()) {
                assertThat(stats.pending()).isZero();
                assertThat(stats.attempted())
                        .isEqualTo(stats.acknowledged()
                                + stats.failures().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                + stats.withoutAnswer().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
            }
        }
    }

    /** The worker's thread allocates what the producer itself allocates for a record, and nothing of ours. */
    @Test
    void sendingAllocatesNothingOfOurs() throws Exception {
        Map<Setting, String> settings = settings("t-allocation", "1");
        settings.put(Setting.WORKERS, "1");
        settings.put(Setting.POOL, "100");
        Workload workload = Plans.of(cluster.bootstrapServers(), settings);
        TargetTopic.prepare(admin, workload.target(), workload.sender(), id -> true);
        RecordPool pool = RecordPool.fill(generator, 100, true);
        ProducerSenders senders = new ProducerSenders(workload, cluster.bootstrapServers(), pool);
        Window window = new Window();
        Sender sender = senders.open(0, new WorkerStats(window, false));
        Map<String, Object> same = ProducerSettings.of(workload.sender(), workload.target());
        same.put("bootstrap.servers", cluster.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> bare = new KafkaProducer<>(same)) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t-allocation", pool.value(0));
            Callback nothing = (metadata, exception) -> {};
            Runnable theirs = () -> {
                for (int i = 0; i < 1000; i++) {
                    Future<RecordMetadata> unused = bare.send(record, nothing);
                }
                bare.flush();
            };
            Runnable ours = () -> {
                long now = System.nanoTime();
                sender.send(0, 1000, now, now);
            };
            assertThat(leastPerRecord(ours) - leastPerRecord(theirs)).isLessThan(8);
        }
        senders.close(Duration.ofSeconds(30));
    }

    private static double leastPerRecord(Runnable thousand) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 200; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            thousand.run();
            least = Math.min(
                    least,
                    (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 1000.0);
        }
        return least;
    }
}
