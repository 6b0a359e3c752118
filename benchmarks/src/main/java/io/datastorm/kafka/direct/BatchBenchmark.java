package io.datastorm.kafka.direct;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.Filling;
import io.datastorm.kafka.direct.batch.FrozenFilling;
import io.datastorm.kafka.direct.batch.StampedFilling;
import io.datastorm.kafka.direct.template.BatchTemplate;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.RecordStamps;
import io.datastorm.kafka.direct.template.SendTimes;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.KeyPartition;
import io.datastorm.kafka.wire.ProducerIdentity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time for one batch of 1 MiB (before compression) of the direct sender: everything but the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BatchBenchmark {
    private static final int BATCH_BYTES = 1 << 20;
    private static final int CHUNK = 256;

    /** The template. */
    @Param({"reading", "order"})
    public String template;

    /** The codec. */
    @Param({"none", "lz4", "zstd"})
    public String compression;

    private final TimestampDelta delta = TimestampDelta.of(Duration.ofMillis(25), Duration.ZERO);
    private final SendTimes moment = new SendTimes();
    private RecordPool pool;
    private BatchFormat format;
    private BatchTemplate records;
    private Filling stamped;
    private Filling frozen;
    private PartitionQueue queue;
    private Batch batch;
    private Batch unchanged;
    private long sequence;

    /** Builds the templates. */
    @Setup
    public void prepare() {
        pool = RecordPool.fill(
                SchemaRecordGenerator.avro(
                        SchemaReader.parse(template, Templates.text(template)), 1, System.currentTimeMillis()),
                10_000,
                true);
        format = new BatchFormat(
                Map.of(
                        "bootstrap.servers", "localhost:1",
                        "key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer",
                        "value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer",
                        "compression.type", compression),
                List.of());
        records = build().list(0).get(0);
        stamped = new StampedFilling(format, delta, 2, BATCH_BYTES, RecordStamps.NONE, null);
        frozen = new FrozenFilling(format, delta);
        queue = new PartitionQueue(0, new DispatchRules(false, 1, 1, 1, 1));
        batch = new Batch(2 * BATCH_BYTES);
        unchanged = new Batch(2 * BATCH_BYTES);
        fill(frozen, unchanged);
    }

    private final DueTimes due = DueTimes.of(CHUNK, 1);

    private int fill(Filling filling, Batch target) {
        moment.set(due, 1, System.currentTimeMillis());
        target.begin(records, queue.id(), queue.records(), 1, moment.millis() - delta.first());
        filling.begin(target);
        while (!target.full()) {
            sequence += filling.fill(target, sequence, CHUNK, moment);
        }
        filling.seal(target);
        return target.count();
    }

    /** Framing the pool's values: before the clock starts. */
    @Benchmark
    public BatchTemplates build() {
        return BatchTemplates.of(
                pool, 1, new KeyPartition(1), new BatchTemplates.Framing(format, BATCH_BYTES, delta, List.of()));
    }

    /** Copied, stamped, compressed. */
    @Benchmark
    public int stamp() {
        return fill(stamped, batch);
    }

    /** Nothing but the count: the memory holds the records already. */
    @Benchmark
    public int freeze() {
        return fill(frozen, unchanged);
    }

    /** Header and checksum. */
    @Benchmark
    public ByteBuffer finish() {
        unchanged.finish(format, ProducerIdentity.NONE, -1);
        return unchanged.bytes();
    }
}
