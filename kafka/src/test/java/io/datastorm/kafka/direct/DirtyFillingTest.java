package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.generator.Templates;
import io.datastorm.generator.dirt.Dirt;
import io.datastorm.generator.dirt.DirtDraw;
import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import io.datastorm.generator.dirt.Lateness;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.DirtyFilling;
import io.datastorm.kafka.direct.batch.Filling;
import io.datastorm.kafka.direct.batch.StampedFilling;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.RecordStamps;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.KeyPartition;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;

/** What Kafka's own reader finds in batches, of which some records are wrong on purpose, is what is told of them. */
final class DirtyFillingTest {
    private static final Schema SCHEMA = SchemaReader.parse("order", Templates.text("order"));
    private static final long MILLIS = 1_795_000_000_000L;
    private static final long LAG = 3_600_000;
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 2_000;
    private static final int STEP = 3;
    private static final int WORKER = 1;

    private static final RecordPool POOL = RecordPool.fill(
            new SchemaRecordGenerator(
                    SCHEMA, new ValueSource(7, MILLIS, Optional.empty()), Format.AVRO, Optional.empty()),
            300,
            true);

    /** A record as it is read; its number is empty if it cannot be decoded. */
    private record Read(int partition, long offset, long timestamp, ByteBuffer value, Optional<Long> number) {}

    /** A run of one worker: batches for partitions by turns, a few records at a time, as the clock goes on. */
    private static final class Worker {
        private final Random random;
        private final int batchBytes;
        private final WorkerStats stats = new WorkerStats(new Window(), false);
        private final List<List<Read>> logs = new ArrayList<>();
        private final BatchTemplates.Framing framing;
        private final BatchTemplate template;
        private final SendTimes moment = new SendTimes(LAG);
        private final Filling filling;
        private long millis = MILLIS;
        private int sent;

        Worker(int seed, int batchBytes, String codec, Dirt dirt) {
            this.random = new Random(seed);
            this.batchBytes = batchBytes;
            BatchTemplates.Framing usual = Framings.of(codec, batchBytes, Duration.ZERO, Map.of());
            TimestampDelta delta =
                    TimestampDelta.of(Duration.ofMillis(20), dirt.late().most());
            this.framing = new BatchTemplates.Framing(usual.format(), batchBytes, delta, List.of());
            this.template = BatchTemplates.of(POOL, PARTITIONS, new KeyPartition(1), framing)
                    .list(0)
                    .get(0);
            int largest = framing.format().largest(POOL.largest());
            StampedFilling stamped =
                    new StampedFilling(framing.format(), delta, STEP, largest, RecordStamps.NONE, null);
            this.filling = new DirtyFilling(stamped, new DirtDraw(dirt, seed, WORKER), stats, STEP);
            for (int i = 0; i < PARTITIONS; i++) {
                logs.add(new ArrayList<>());
            }
        }

        void run() {
            for (int partition = 0; sent < RECORDS; partition = (partition + 1) % PARTITIONS) {
                batch(partition);
            }
        }

        private void batch(int partition) {
            Batch batch = new Batch(2 * batchBytes + 1000);
            moment.set(DueTimes.of(1, 1), 1, millis);
            long first = framing.delta().first();
            batch.begin(template, LaneId.of(WORKER, partition), 0, 1, moment.recordMillis() - first);
            filling.begin(batch);
            // As with batches that find their size.
            batch.limit(1 + random.nextInt(template.count()));
            int taken = 1;
            while (taken > 0 && !batch.full() && sent < RECORDS) {
                int most = Math.min(RECORDS - sent, 1 + random.nextInt(50));
                moment.set(DueTimes.of(most, 1), 1, millis);
                taken = filling.fill(batch, WORKER + (long) sent * STEP, most, moment);
                sent += taken;
                millis += random.nextInt(3);
            }
            assertThat(batch.count()).isPositive();
            filling.seal(batch);
            batch.finish(framing.format(), new ProducerIdentity(7, (short) 0), 0);
            stored(batch, logs.get(partition));
        }

        private void stored(Batch batch, List<Read> log) {
            long base = log.size();
            int bytes = BatchFormat.HEADER_BYTES;
            for (MutableRecordBatch read :
                    MemoryRecords.readableRecords(batch.bytes().duplicate()).batches()) {
                read.ensureValid();
                long newest = Long.MIN_VALUE;
                for (Record record : read) {
                    assertThat(record.offset()).isEqualTo(log.size() - base);
                    byte[] value = new byte[record.valueSize()];
                    record.value().get(value);
                    log.add(new Read(
                            batch.partition(), log.size(), record.timestamp(), ByteBuffer.wrap(value), number(value)));
                    newest = Math.max(newest, record.timestamp());
                    bytes += record.sizeInBytes();
                }
                assertThat(read.maxTimestamp()).isEqualTo(newest);
            }
            assertThat(log.size() - base).isEqualTo(batch.count());
            assertThat(batch.count() == 1 ? 0 : bytes).isLessThanOrEqualTo(batchBytes);
            batch.tellDirty(stats, base);
        }
    }

    private static Optional<Long> number(byte[] value) {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, null);
            GenericRecord order = new GenericDatumReader<GenericRecord>(SCHEMA).read(null, decoder);
            return decoder.isEnd() ? Optional.of((Long) order.get("id") - 1) : Optional.empty();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    @Property(tries = 60)
    void whatIsToldIsThere(
            @ForAll int seed,
            @ForAll @IntRange(min = 300, max = 20_000) int batchBytes,
            @ForAll @IntRange(max = 4) int codec,
            @ForAll @IntRange(max = 21) int days) {
        Random random = new Random(seed);
        Lateness late = new Lateness(
                random.nextDouble() * 0.3,
                Duration.ofMillis(1),
                Duration.ofDays(days).plusMillis(5));
        Dirt dirt = new Dirt(late, random.nextDouble() * 0.2, random.nextDouble() * 0.4, random.nextDouble() * 0.1);
        String[] codecs = {"none", "gzip", "snappy", "lz4", "zstd"};
        Worker worker = new Worker(seed, batchBytes, codecs[codec], dirt);
        worker.run();
        assertThat(worker.logs.stream().mapToInt(List::size).sum()).isEqualTo(RECORDS);
        judge(worker, worker.stats.takeDirty(Integer.MAX_VALUE));
    }

    private static void judge(Worker worker, List<DirtyRecord> truth) {
        Map<Long, List<Read>> byNumber = new HashMap<>();
        Set<Read> undecodable = new HashSet<>();
        worker.logs.forEach(log -> log.forEach(read -> read.number()
                .ifPresentOrElse(
                        number -> byNumber.computeIfAbsent(number, unseen -> new ArrayList<>())
                                .add(read),
                        () -> undecodable.add(read))));
        Set<Long> twice = new HashSet<>();
        Set<Long> absent = new HashSet<>();
        Set<Read> invalid = new HashSet<>();
        Set<Read> late = new HashSet<>();
        for (DirtyRecord told : truth) {
            if (told.kind() == DirtKind.DROPPED) {
                absent.add(told.number());
                continue;
            }
            Read read = worker.logs.get(told.partition()).get((int) told.offset());
            assertThat(read.timestamp()).isEqualTo(told.timestampMillis());
            if (told.kind() == DirtKind.INVALID) {
                invalid.add(read);
                absent.add(told.number());
            } else {
                assertThat(read.number()).contains(told.number());
                if (told.kind() == DirtKind.LATE) {
                    late.add(read);
                }
            }
            if (told.kind() == DirtKind.DUPLICATE) {
                List<Read> both = byNumber.get(told.number());
                assertThat(both).hasSize(2).contains(read);
                assertThat(both.get(0).value()).isEqualTo(both.get(1).value());
                assertThat(both.get(0).timestamp()).isEqualTo(both.get(1).timestamp());
                twice.add(told.number());
            }
        }
        assertThat(undecodable).isEqualTo(invalid);
        byNumber.forEach((number, reads) -> assertThat(reads).hasSize(twice.contains(number) ? 2 : 1));
        byNumber.values().stream()
                .flatMap(List::stream)
                .filter(read -> read.timestamp() < MILLIS - LAG)
                .forEach(read -> assertThat(late).contains(read));
        numbersHaveNoOtherGaps(byNumber.keySet(), absent);
    }

    private static void numbersHaveNoOtherGaps(Set<Long> there, Set<Long> absent) {
        long last = there.stream().mapToLong(Long::longValue).max().orElseThrow();
        for (long number = WORKER; number <= last; number += STEP) {
            assertThat(there.contains(number)).as("event %d", number).isNotEqualTo(absent.contains(number));
        }
        assertThat(there).allSatisfy(number -> assertThat(number % STEP).isEqualTo(WORKER));
    }
}
