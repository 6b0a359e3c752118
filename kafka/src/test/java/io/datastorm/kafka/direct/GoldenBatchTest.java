package io.datastorm.kafka.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyField;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.value.ValueSource;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.Filling;
import io.datastorm.kafka.direct.batch.FrozenFilling;
import io.datastorm.kafka.direct.batch.StampedFilling;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.RecordStamps;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.wire.KeyPartition;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
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

    /** Several blocks of a compressed batch. */
    private static final int LARGE = 300_000;

    private static final Duration SHORT = Duration.ofMillis(25);

    /** With keys from a field of these templates, or without. */
    private static RecordPool pool(String template, int size, boolean stamped, String key) {
        Schema schema = SchemaReader.parse(template, Templates.text(template));
        Optional<KeyField> field = Optional.ofNullable(key).map(path -> KeyField.of(schema, path, Format.STRING));
        ValueSource source = new ValueSource(7, MILLIS, Optional.empty());
        return RecordPool.fill(new SchemaRecordGenerator(schema, source, Format.AVRO, field), size, stamped);
    }

    private static SimpleRecord expected(RecordPool pool, int pooled, long millis, byte[] value, Header... headers) {
        return new SimpleRecord(millis, pool.key(pooled), value, headers);
    }

    private static void begin(Batch batch, BatchTemplate template, BatchTemplates.Framing framing, long millis) {
        batch.begin(template, LaneId.of(0, 5), 0, 1, millis - framing.delta().first());
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

    private static SendTimes at(long millis) {
        SendTimes moment = new SendTimes();
        moment.set(DueTimes.of(100_000, 1), 1, millis);
        return moment;
    }

    @ParameterizedTest
    @CsvSource({
        "reading,none,100000,,",
        "reading,gzip,100000,,",
        "reading,snappy,100000,,",
        "reading,lz4,100000,,",
        "reading,zstd,100000,,",
        "reading,none,100000,value,h=v",
        "reading,gzip,100000,value,h=v",
        "reading,snappy,100000,value,h=v",
        "reading,lz4,100000,value,h=v",
        "reading,zstd,100000,value,h=v",
        "order,none,100000,,",
        "order,none,100000,customer,",
        "order,none,100000,,übergröße=ein längerer Wert als der andere",
        "order,lz4,100000,id,h=",
        "order,lz4,100000,note,h=v",
        "tweet,none,20,,",
        "tweet,zstd,20,,",
        "tweet,snappy,1,,"
    })
    void stampedBatchesEqualTheOfficialOnes(String template, String compression, int most, String key, String header) {
        RecordPool pool = pool(template, 1000, true, key);
        Map<String, String> headers =
                header == null ? Map.of() : Map.of(header.split("=", -1)[0], header.split("=", -1)[1], "second", "2");
        BatchTemplates.Framing framing = Framings.of(compression, LARGE, SHORT, headers);
        Header[] official = headers.entrySet().stream()
                .map(each -> new RecordHeader(each.getKey(), each.getValue().getBytes(UTF_8)))
                .toArray(Header[]::new);
        // One partition: keys do not divide the pool.
        List<BatchTemplate> templates =
                BatchTemplates.of(pool, 1, new KeyPartition(1), framing).list(0);
        Filling filling = new StampedFilling(framing.format(), framing.delta(), 3, LARGE, RecordStamps.NONE, null);
        Freshness freshness = new Freshness();
        Batch batch = new Batch(2 * LARGE);
        long sequence = 40;
        int pooled = 0;
        for (int round = 0; round < 2 * templates.size() + 1; round++) {
            if (round % templates.size() == 0) {
                pooled = 0;
            }
            List<SimpleRecord> expected = new ArrayList<>();
            long millis = MILLIS + 1000L * round;
            int first = pooled;
            begin(batch, templates.get(round % templates.size()), framing, millis);
            filling.begin(batch);
            // Three calls at three times, the last of them for as many as there is room.
            for (int count : new int[] {1, 7, most}) {
                int taken = filling.fill(batch, sequence, count, at(millis));
                for (int i = 0; i < taken; i++) {
                    byte[] value = pool.value(pooled);
                    freshness.set(sequence, millis);
                    pool.stamp(pooled, value, freshness);
                    expected.add(expected(pool, pooled, millis, value, official));
                    sequence += 3;
                    pooled = (pooled + 1) % pool.size();
                }
                millis += 31;
            }
            filling.seal(batch);
            batch.finish(framing.format(), IDENTITY, 99);
            assertThat(batch.bytes()).isEqualTo(official(compression, expected, 99));
            // The next template goes on in the pool where this one ended.
            pooled = (first + batch.template().count()) % pool.size();
        }
    }

    @ParameterizedTest
    @CsvSource({"none,", "gzip,", "snappy,", "lz4,", "zstd,", "none,customer", "lz4,customer"})
    void frozenBatchesEqualTheOfficialOnesAndKeepTheirRecords(String compression, String key) {
        RecordPool pool = pool("order", 100, false, key);
        BatchTemplates.Framing framing = Framings.of(compression, 1 << 14, SHORT, Map.of());
        Filling filling = new FrozenFilling(framing.format(), framing.delta());
        BatchTemplate template =
                BatchTemplates.of(pool, 1, new KeyPartition(1), framing).list(0).get(0);
        Batch batch = new Batch(1 << 15);
        for (int most : new int[] {10_000, 10_000, 5, 10_000}) {
            begin(batch, template, framing, MILLIS + most);
            filling.begin(batch);
            int taken = filling.fill(batch, 0, most, at(MILLIS + most + 3));
            filling.seal(batch);
            batch.finish(framing.format(), IDENTITY, most);
            List<SimpleRecord> expected = new ArrayList<>();
            for (int i = 0; i < taken; i++) {
                expected.add(expected(pool, i % 100, MILLIS + most, pool.value(i % 100)));
            }
            assertThat(batch.bytes()).isEqualTo(official(compression, expected, most));
        }
    }

    /**
     * Longer waits need wider distances: then the base lies before the first record, which the official builder never
     * does, and readers do not mind.
     */
    @Property(tries = 50)
    void anyLingerGivesReadableTimestamps(
            @ForAll @IntRange(min = 64, max = 600_000) int lingerMillis,
            @ForAll @IntRange(max = 600_000) int firstStep,
            @ForAll @IntRange(max = 600_000) int secondStep) {
        RecordPool pool = pool("reading", 10, true, null);
        BatchTemplates.Framing framing = Framings.of("none", 1 << 14, Duration.ofMillis(lingerMillis), Map.of());
        Filling filling = new StampedFilling(framing.format(), framing.delta(), 1, 1 << 14, RecordStamps.NONE, null);
        Batch batch = new Batch(1 << 14);
        begin(
                batch,
                BatchTemplates.of(pool, 1, new KeyPartition(1), framing).list(0).get(0),
                framing,
                MILLIS);
        filling.begin(batch);
        List<Long> expected = new ArrayList<>();
        long millis = MILLIS;
        for (int step : new int[] {0, firstStep % (lingerMillis / 2), secondStep % (lingerMillis / 2)}) {
            millis += step;
            assertThat(filling.fill(batch, 1, 1, at(millis))).isEqualTo(1);
            expected.add(millis);
        }
        filling.seal(batch);
        batch.finish(framing.format(), IDENTITY, 0);
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
