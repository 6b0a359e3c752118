package io.datastorm.kafka.direct;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.direct.batch.Batch;
import io.datastorm.kafka.direct.batch.BatchOutcomes;
import io.datastorm.kafka.direct.batch.Filling;
import io.datastorm.kafka.direct.batch.FrozenFilling;
import io.datastorm.kafka.direct.batch.StampedFilling;
import io.datastorm.kafka.direct.sizing.BatchSizing;
import io.datastorm.kafka.direct.template.BatchTemplates;
import io.datastorm.kafka.direct.template.RecordStamps;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.direct.turn.StrideTurns;
import io.datastorm.kafka.wire.BatchFormat;
import io.datastorm.kafka.wire.KeyPartition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the whole direct sender costs for a record, beside a network that answers at once. Batches of 16 KiB show what
 * is done for each of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SendBenchmark {
    private static final int CHUNK = 256;

    /** Largest batch. */
    @Param({"16384", "1048576"})
    public int batchBytes;

    /** Whether records repeat. */
    @Param({"false", "true"})
    public boolean frozen;

    private DirectSender sender;
    private final DueTimes due = new DueTimes(CHUNK);
    private long sequence;

    /** One worker, 32 partitions, 16 batches. */
    @Setup
    public void prepare() {
        RecordPool pool = RecordPool.fill(
                SchemaRecordGenerator.avro(
                        SchemaReader.parse("reading", Templates.text("reading")), 1, System.currentTimeMillis()),
                10_000,
                true);
        BatchFormat format = new BatchFormat(
                Map.of(
                        "bootstrap.servers", "localhost:1",
                        "key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer",
                        "value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer"),
                List.of());
        TimestampDelta delta = TimestampDelta.of(Duration.ofMillis(25), Duration.ZERO);
        RequestDispatcher dispatcher = new RequestDispatcher(
                0,
                new InstantConnection(32),
                format,
                new BatchOutcomes(new WorkerStats(new Window(), false), null, true, BatchSizing.FULL),
                NanoClock.SYSTEM,
                new DispatchRules(false, 64 << 20, Long.MAX_VALUE, 1, 1));
        for (int i = 0; i < 16; i++) {
            dispatcher.provide(new Batch(batchBytes));
        }
        Filling filling = frozen
                ? new FrozenFilling(format, delta)
                : new StampedFilling(format, delta, 1, batchBytes, RecordStamps.NONE, null);
        BatchTemplates.Framing framing = new BatchTemplates.Framing(format, batchBytes, delta, List.of());
        IntFunction<BatchTemplates> templates =
                partitions -> BatchTemplates.of(pool, partitions, new KeyPartition(1), framing);
        PartitionScheduler scheduler = new PartitionScheduler(
                templates, new StrideTurns(count -> templates.apply(count).shares(), 0));
        sender = new DirectSender(
                dispatcher,
                scheduler,
                filling,
                NanoClock.SYSTEM,
                new DirectSender.Terms(25_000_000, 1, BatchSizing.FULL, delta, 0));
    }

    /** One record. */
    @Benchmark
    @OperationsPerInvocation(CHUNK)
    public long send() {
        long now = System.nanoTime();
        due.set(CHUNK, now);
        sequence += sender.send(sequence, due, now);
        return sequence;
    }
}
