package io.datastorm.kafka.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.generator.Templates;
import io.datastorm.generator.avro.AvroRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.kafka.direct.wire.BatchFormat;
import io.datastorm.kafka.direct.wire.ProducerIdentity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our batches are, byte for byte, what the official producer's own builder makes of the same records. */
final class GoldenBatchTest {
    private static final long MILLIS = 1_790_000_000_000L;
    private static final ProducerIdentity IDENTITY = new ProducerIdentity(4711, (short) 3);

    private static RecordPool pool(String template, int size, boolean stamped) {
        return RecordPool.fill(
                new AvroRecordGenerator(SchemaReader.parse(template, Templates.text(template)), 7, MILLIS),
                size,
                stamped);
    }

    private static BatchFormat format(String compression) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        settings.put(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.ByteArraySerializer");
        settings.put(
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.ByteArraySerializer");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        return new BatchFormat(settings);
    }

    private static Lane lane() {
        Shipping shipping = new Shipping(
                null,
                null,
                new WorkerStats(new Window(), false),
                NanoClock.SYSTEM,
                new ShippingTerms(true, 1, 1, 1, 1));
        return new Lane(shipping, 5, true);
    }

    private static ByteBuffer official(String compression, List<SimpleRecord> records, int sequence) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 16),
                RecordBatch.CURRENT_MAGIC_VALUE,
                Compression.of(compression).build(),
                TimestampType.CREATE_TIME,
                0,
                RecordBatch.NO_TIMESTAMP,
                IDENTITY.id(),
                IDENTITY.epoch(),
                sequence,
                false,
                RecordBatch.NO_PARTITION_LEADER_EPOCH);
        for (SimpleRecord record : records) {
            builder.append(record);
        }
        return builder.build().buffer();
    }

    private static Moment at(long millis) {
        Moment moment = new Moment();
        moment.set(1, 1, millis);
        return moment;
    }

    @ParameterizedTest
    @CsvSource({
        "reading,none,65536,100000",
        "reading,gzip,65536,100000",
        "reading,snappy,65536,100000",
        "reading,lz4,300000,100000",
        "reading,zstd,65536,100000",
        "order,none,16384,100000",
        "order,lz4,16384,100000",
        "tweet,none,16384,20",
        "tweet,zstd,16384,20",
        "tweet,snappy,16384,1"
    })
    void stampedBatchesEqualTheOfficialOnes(String template, String compression, int batchBytes, int most) {
        RecordPool pool = pool(template, 1000, true);
        BatchFormat format = format(compression);
        TimestampDelta delta = TimestampDelta.of(Duration.ofMillis(25));
        List<BatchTemplate> templates = BatchTemplate.of(pool, batchBytes, delta);
        Filling filling = new StampedFilling(templates, format, delta, 3);
        Freshness freshness = new Freshness();
        Batch batch = new Batch(2 * batchBytes);
        long sequence = 40;
        for (int round = 0; round < 2 * templates.size() + 1; round++) {
            List<SimpleRecord> expected = new ArrayList<>();
            long millis = MILLIS + 1000L * round;
            // Each template goes on in the pool where the one before it ended.
            int pooled = templates.subList(0, round % templates.size()).stream()
                            .mapToInt(BatchTemplate::count)
                            .sum()
                    % pool.size();
            filling.begin(batch, lane(), 1, millis);
            // Three calls at three times, the last of them for as many as there is room.
            for (int count : new int[] {1, 7, most}) {
                int taken = filling.fill(batch, sequence, count, at(millis));
                for (int i = 0; i < taken; i++) {
                    byte[] value = pool.value(pooled);
                    freshness.set(sequence, millis);
                    pool.stamp(pooled, value, freshness);
                    expected.add(new SimpleRecord(millis, value));
                    sequence += 3;
                    pooled = (pooled + 1) % pool.size();
                }
                millis += 31;
            }
            filling.seal(batch);
            batch.finish(format, IDENTITY, 99);
            assertThat(batch.bytes()).isEqualTo(official(compression, expected, 99));
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "gzip", "snappy", "lz4", "zstd"})
    void frozenBatchesEqualTheOfficialOnesAndKeepTheirRecords(String compression) {
        RecordPool pool = pool("order", 100, false);
        BatchFormat format = format(compression);
        TimestampDelta delta = TimestampDelta.of(Duration.ofMillis(25));
        Filling filling = new FrozenFilling(BatchTemplate.of(pool, 1 << 14, delta), format, delta, 100);
        Batch batch = new Batch(1 << 15);
        for (int most : new int[] {10_000, 10_000, 5, 10_000}) {
            filling.begin(batch, lane(), 1, MILLIS + most);
            int taken = filling.fill(batch, 0, most, at(MILLIS + most + 3));
            filling.seal(batch);
            batch.finish(format, IDENTITY, most);
            List<SimpleRecord> expected = new ArrayList<>();
            for (int i = 0; i < taken; i++) {
                expected.add(new SimpleRecord(MILLIS + most, pool.value(i % 100)));
            }
            assertThat(batch.bytes()).isEqualTo(official(compression, expected, most));
        }
    }

    /** Longer waits need wider distances: then the base lies before the first record, which the official builder never does, and readers do not mind. */
    @Property(tries = 50)
    void anyLingerGivesReadableTimestamps(
            @ForAll @IntRange(min = 64, max = 600_000) int lingerMillis,
            @ForAll @IntRange(max = 600_000) int firstStep,
            @ForAll @IntRange(max = 600_000) int secondStep) {
        RecordPool pool = pool("reading", 10, true);
        BatchFormat format = format("none");
        TimestampDelta delta = TimestampDelta.of(Duration.ofMillis(lingerMillis));
        Filling filling = new StampedFilling(BatchTemplate.of(pool, 1 << 14, delta), format, delta, 1);
        Batch batch = new Batch(1 << 14);
        filling.begin(batch, lane(), 1, MILLIS);
        List<Long> expected = new ArrayList<>();
        long millis = MILLIS;
        for (int step : new int[] {0, firstStep % (lingerMillis / 2), secondStep % (lingerMillis / 2)}) {
            millis += step;
            assertThat(filling.fill(batch, 1, 1, at(millis))).isEqualTo(1);
            expected.add(millis);
        }
        filling.seal(batch);
        batch.finish(format, IDENTITY, 0);
        MutableRecordBatch read = MemoryRecords.readableRecords(batch.bytes())
                .batches()
                .iterator()
                .next();
        read.ensureValid();
        List<Long> timestamps = new ArrayList<>();
        for (Record record : read) {
            timestamps.add(record.timestamp());
        }
        assertThat(timestamps).isEqualTo(expected);
        assertThat(read.maxTimestamp()).isEqualTo(millis);
    }
}
