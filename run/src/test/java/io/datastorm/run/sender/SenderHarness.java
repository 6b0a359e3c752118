package io.datastorm.run.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.measure.snapshot.Snapshot;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.Templates;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.admin.TargetTopics;
import io.datastorm.kafka.verify.RunVerifier;
import io.datastorm.kafka.verify.VerificationProgress;
import io.datastorm.run.RunPlan;
import io.datastorm.run.load.LoadListener;
import io.datastorm.run.load.LocalGenerator;
import io.datastorm.run.load.Preparation;
import io.datastorm.run.load.StreamSenders;
import io.datastorm.run.verify.StreamVerification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The sending half of a run, as {@code Run} wires it, against real brokers with {@code order} records; and what an
 * independent client finds afterwards.
 */
public final class SenderHarness {
    private static final Schema SCHEMA = SchemaReader.parse("order", Templates.text("order"));
    private static final long POLL_NANOS = 1_000_000;
    private static final long FOREVER_NANOS = 120_000_000_000L;
    private static final LoadListener NOTHING = new LoadListener() {
        @Override
        public void second(List<Snapshot> snapshots) {}

        @Override
        public void draining() {}
    };

    private final Workload workload;
    private final Map<String, Object> client;
    private final Optional<Path> directory;
    private final Optional<StreamVerification> verification;
    private final LocalGenerator generator;

    private SenderHarness(Workload workload, Map<String, Object> client, Optional<Path> directory) {
        this.workload = workload;
        this.client = client;
        this.directory = directory;
        this.verification = directory.map(this::verification);
        this.generator = new LocalGenerator(
                StreamSenders.of(
                        workload.streams(),
                        workload.target(),
                        List.of(Preparation.of(workload, 0).streams().get(0).records()),
                        List.of(new Stamping(verification.map(StreamVerification::proof), Optional.empty()))),
                BrokerMeter.NONE,
                StreamSenders.deliveryTimeout(workload));
    }

    private StreamVerification verification(Path place) {
        try (Admin admin = Admin.create(client)) {
            Files.createDirectories(place);
            return StreamVerification.begin(place, UUID.randomUUID().toString(), workload.onlyStream(), admin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All senders, for tests of what each of them promises. */
    public static List<SenderPlan.Kind> kinds() {
        return SenderPlan.Kind.BUILT_IN;
    }

    /** Settings for a topic of four partitions. */
    public static Map<Option<?>, String> settings(SenderPlan.Kind kind, String topic) {
        Map<Option<?>, String> settings = new HashMap<>();
        settings.put(SenderOptions.SENDER, kind.name());
        settings.put(TopicOptions.TOPIC, topic + "-" + kind);
        settings.put(TopicOptions.PARTITIONS, "4");
        settings.put(RecordOptions.TEMPLATE, "order");
        settings.put(RecordOptions.POOL, "500");
        settings.put(LoadOptions.WARMUP, "0s");
        settings.put(SenderOptions.PROFILE, "throughput");
        return settings;
    }

    /** Makes the topic, and a run that has not begun. */
    public static SenderHarness prepare(String bootstrapServers, Map<Option<?>, String> settings) {
        return prepare(bootstrapServers, settings, Map.of());
    }

    /** The same with a verification, whose journal goes into this directory. */
    public static SenderHarness prepareVerified(
            String bootstrapServers, Map<Option<?>, String> settings, Path directory) {
        return prepareVerified(bootstrapServers, settings, Map.of(), directory);
    }

    /** The same with client properties. */
    public static SenderHarness prepareVerified(
            String bootstrapServers, Map<Option<?>, String> settings, Map<String, String> properties, Path directory) {
        return prepare(bootstrapServers, settings, properties, Optional.of(directory));
    }

    /** The same with client properties, as a file given with {@code --command-config} has them. */
    public static SenderHarness prepare(
            String bootstrapServers, Map<Option<?>, String> settings, Map<String, String> security) {
        return prepare(bootstrapServers, settings, security, Optional.empty());
    }

    private static SenderHarness prepare(
            String bootstrapServers,
            Map<Option<?>, String> settings,
            Map<String, String> security,
            Optional<Path> directory) {
        Workload workload = workload(bootstrapServers, settings, security);
        Map<String, Object> client = client(bootstrapServers, security);
        try (Admin admin = Admin.create(client)) {
            TargetTopics.prepare(
                    admin, workload.onlyStream().topic(), workload.onlyStream().sender(), id -> true);
        }
        return new SenderHarness(workload, client, directory);
    }

    /** A run that asks the cluster for nothing before its senders are opened. */
    public static SenderHarness unprepared(
            String bootstrapServers, Map<Option<?>, String> settings, Map<String, String> security) {
        return new SenderHarness(
                workload(bootstrapServers, settings, security), client(bootstrapServers, security), Optional.empty());
    }

    private static Workload workload(
            String bootstrapServers, Map<Option<?>, String> settings, Map<String, String> security) {
        RunPlan.Builder plan = RunPlan.produce(settings.get(TopicOptions.TOPIC));
        // Several values of a setting stand on lines of their own.
        settings.forEach((option, text) -> plan.set(option, text.split("\n", -1)));
        return plan.build().on(bootstrapServers, security);
    }

    private static Map<String, Object> client(String bootstrapServers, Map<String, String> security) {
        Map<String, Object> client = new HashMap<>(security);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    /** Runs it to its end. */
    public SenderHarness run() throws InterruptedException {
        try (generator) {
            generator.run(NOTHING);
        }
        verification.ifPresent(this::seal);
        return this;
    }

    private void seal(StreamVerification begun) {
        try (begun;
                Admin admin = Admin.create(client)) {
            begun.seal(admin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens during a run. */
    public interface Event {
        void happen() throws InterruptedException;
    }

    /** Runs it; meanwhile, as soon as so many records are acknowledged, something else happens. */
    public SenderHarness runWhile(long acknowledged, Event event) throws InterruptedException {
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        Thread meddler = new Thread(() -> {
            try {
                await(() -> acknowledged() >= acknowledged);
                event.happen();
            } catch (InterruptedException | RuntimeException | Error e) {
                trouble.set(e);
                generator.stop(StopSignal.Reason.WORKER_FAILED, "the test itself failed: " + e);
            }
        });
        meddler.start();
        run();
        meddler.join();
        if (generator.stopRequest() != null && generator.stopRequest().reason() == StopSignal.Reason.WORKER_FAILED) {
            throw new AssertionError(
                    "a worker ended the run: " + generator.stopRequest().message(), trouble.get());
        }
        if (trouble.get() != null) {
            throw new AssertionError("what was to happen meanwhile failed", trouble.get());
        }
        return this;
    }

    public LocalGenerator generator() {
        return generator;
    }

    public String topic() {
        return workload.onlyStream().topic().name();
    }

    public long acknowledged() {
        return generator.stats().stream().mapToLong(WorkerStats::acknowledged).sum();
    }

    public long attempted() {
        return generator.stats().stream().mapToLong(WorkerStats::attempted).sum();
    }

    public long failed() {
        return generator.stats().stream()
                .mapToLong(stats -> sum(stats.failures()))
                .sum();
    }

    public long unresolved() {
        return generator.stats().stream()
                .mapToLong(stats -> sum(stats.withoutAnswer()))
                .sum();
    }

    /** What failed and what has no answer, in words. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        generator.stats().forEach(stats -> {
            troubles.addAll(stats.failures().keySet());
            troubles.addAll(stats.withoutAnswer().keySet());
        });
        return troubles;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Every record that was handed over has exactly one outcome. */
    public SenderHarness everyRecordHasAnOutcome() {
        assertThat(acknowledged() + failed() + unresolved())
                .as("outcomes; %s", troubles())
                .isEqualTo(attempted());
        return this;
    }

    /** What the verifier finds. */
    public Findings verify() {
        Path journal = directory.orElseThrow().resolve(Journal.FILE);
        try (Admin admin = Admin.create(client);
                JournalIndex index = JournalIndex.read(journal)) {
            return new RunVerifier(admin, client)
                    .verify(index, VerificationProgress.begin(journal, index))
                    .findings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All records were acknowledged, and are there, once and in order. */
    public void clean() {
        everyRecordHasAnOutcome();
        assertThat(failed() + unresolved()).as("%s", troubles()).isZero();
        Findings found = verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.read()).isEqualTo(acknowledged());
    }

    /** Everything that is in the topic now, by partition. */
    public List<List<ConsumerRecord<byte[], byte[]>>> readBack() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic()).stream()
                    .map(info -> new TopicPartition(topic(), info.partition()))
                    .toList();
            List<List<ConsumerRecord<byte[], byte[]>>> read = new ArrayList<>();
            partitions.forEach(partition -> read.add(new ArrayList<>()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            // Readers see an end only when the replicas have it, which with acks 0 and 1 is a moment later.
            for (int asked = 0; asked < 500 && sum(ends) < acknowledged(); asked++) {
                ends = consumer.endOffsets(partitions);
            }
            Map<TopicPartition, Long> end = ends;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> read.get(record.partition()).add(record));
            }
            return read;
        }
    }

    /** Waits while the run goes on; not for ever. */
    public void await(BooleanSupplier condition) {
        long since = System.nanoTime();
        while (!condition.getAsBoolean() && generator.stopRequest() == null) {
            LockSupport.parkNanos(POLL_NANOS);
            if (System.nanoTime() - since > FOREVER_NANOS) {
                throw new IllegalStateException("what is waited for does not happen");
            }
        }
    }

    /** Waits until so many more are acknowledged. */
    public void awaitAcknowledged(long more) {
        long wanted = acknowledged() + more;
        await(() -> acknowledged() >= wanted);
    }

    /** What Kafka's Admin client answers. */
    public static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the run. A cluster that is still recovering answers before anybody gives up. */
    public void enough() {
        generator.stop(StopSignal.Reason.ENOUGH, "enough");
    }

    /** Decodes with Avro's own reader. */
    public static GenericRecord decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new GenericDatumReader<GenericRecord>(SCHEMA)
                    .read(null, DecoderFactory.get().binaryDecoder(record.value(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The ids count up by one a record; each worker has its own rest by their number, and keeps its order within a
     * partition.
     */
    public static long inOrder(List<List<ConsumerRecord<byte[], byte[]>>> read, int workers) {
        Set<Long> ids = new HashSet<>();
        for (List<ConsumerRecord<byte[], byte[]>> partition : read) {
            Map<Long, Long> last = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : partition) {
                long id = (long) decode(record).get("id");
                assertThat(ids.add(id)).as("twice: %s", record).isTrue();
                Long previous = last.put(id % workers, id);
                assertThat(previous == null || previous < id)
                        .as("order of %d after %d in %s", id, previous, record)
                        .isTrue();
            }
        }
        return ids.size();
    }
}
