package io.datastorm.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.KeyField;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.value.ValueSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

final class RecordPoolTest {
    private static final long NOW = Instant.parse("2026-11-23T02:07:10.123Z").toEpochMilli();

    private static SchemaRecordGenerator generator(String template) {
        return SchemaRecordGenerator.avro(SchemaReader.parse(template, Templates.text(template)), 1, NOW);
    }

    private static GenericRecord decode(SchemaRecordGenerator generator, byte[] value) throws IOException {
        return new GenericDatumReader<GenericRecord>(generator.schema())
                .read(null, DecoderFactory.get().binaryDecoder(value, null));
    }

    @Test
    void stampsAreFreshAndTheRestStays() throws IOException {
        SchemaRecordGenerator generator = generator("reading");
        RecordPool pool = RecordPool.fill(generator, 100, true);
        Freshness freshness = new Freshness();
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] value = pool.value(i % 100);
            Object before = decode(generator, value).get("value");
            freshness.set(i, NOW + 5000);
            pool.stamp(i % 100, value, freshness);
            GenericRecord reading = decode(generator, value);
            assertThat(reading.get("value")).isEqualTo(before);
            assertThat(reading.get("timestamp").toString()).isEqualTo("2026-11-23T02:07:15.123Z");
            ids.add(reading.get("id"));
        }
        assertThat(ids).hasSize(1000);
    }

    @Test
    void theFieldOfTheKeyRepeatsAndEqualsTheKey() throws IOException {
        Schema schema = SchemaReader.parse("order", Templates.text("order"));
        SchemaRecordGenerator generator = new SchemaRecordGenerator(
                schema,
                new ValueSource(1, NOW, Optional.empty()),
                Format.AVRO,
                Optional.of(KeyField.of(schema, "id", Format.STRING)));
        RecordPool pool = RecordPool.fill(generator, 50, true);
        Freshness freshness = new Freshness();
        for (int i = 0; i < 100; i++) {
            byte[] value = pool.value(i % 50);
            freshness.set(1_000_000 + i, NOW + 5000);
            pool.stamp(i % 50, value, freshness);
            GenericRecord order = decode(generator, value);
            assertThat(new String(pool.key(i % 50), StandardCharsets.UTF_8))
                    .isEqualTo(order.get("id").toString());
            assertThat(order.get("placedAt")).isEqualTo(NOW + 5000);
        }
        assertThat(pool.keyed()).isTrue();
        assertThat(RecordPool.fill(generator("order"), 1, true).key(0)).isNull();
    }

    @Test
    void frozenPoolsHaveNoSlots() {
        assertThat(RecordPool.fill(generator("reading"), 10, false).stamped()).isFalse();
    }

    @Test
    void valuesOfDifferentLengthsLieBehindEachOther() throws IOException {
        SchemaRecordGenerator generator = generator("order");
        RecordPool pool = RecordPool.fill(generator, 500, true);
        int total = 0;
        for (int i = 0; i < pool.size(); i++) {
            assertThat(pool.value(i)).hasSize(pool.length(i));
            decode(generator, pool.value(i));
            total += pool.length(i);
        }
        assertThat(pool.size()).isEqualTo(500);
        assertThat(pool.totalBytes()).isEqualTo(total);
    }

    @Test
    void stampingDoesNotAllocate() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RecordPool pool = RecordPool.fill(generator("payment"), 1000, true);
        byte[][] values = new byte[1000][];
        for (int i = 0; i < values.length; i++) {
            values[i] = pool.value(i);
        }
        Freshness freshness = new Freshness();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 100_000; i++) {
                freshness.set(i, NOW);
                pool.stamp(i % 1000, values[i % 1000], freshness);
            }
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(least).isLessThan(10_000);
    }
}
