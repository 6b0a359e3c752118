package io.datastorm.benchmarks;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.stamp.Freshness;
import io.datastorm.generator.value.ValueSource;
import java.util.Optional;
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

/** Time for 10,000 records: encoded from scratch, and stamped in place. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GeneratorBenchmark {
    private static final int RECORDS = 10_000;

    /** The template. */
    @Param({"reading", "order"})
    public String template;

    /** What values are written in. */
    @Param({"AVRO", "JSON", "PROTOBUF"})
    public Format format;

    private SchemaRecordGenerator generator;
    private EncodedRecord record;
    private RecordPool pool;
    private byte[][] values;
    private final Freshness freshness = new Freshness();
    private long sequence;

    /** Fills the pool. */
    @Setup
    public void prepare() {
        ValueSource source = new ValueSource(1, System.currentTimeMillis(), Optional.empty());
        generator = new SchemaRecordGenerator(
                SchemaReader.parse(template, Templates.text(template)), source, format, Optional.empty());
        record = new EncodedRecord(generator.slots().size());
        pool = RecordPool.fill(generator, RECORDS, true);
        values = new byte[pool.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = pool.value(i);
        }
    }

    /** Every value from scratch. */
    @Benchmark
    public int encode() {
        int bytes = 0;
        for (int i = 0; i < RECORDS; i++) {
            generator.generate(i, record);
            bytes += record.size();
        }
        return bytes;
    }

    /** Every value gets a fresh sequence and time. */
    @Benchmark
    public byte[][] stamp() {
        long now = System.currentTimeMillis();
        for (int i = 0; i < RECORDS; i++) {
            freshness.set(sequence++, now);
            pool.stamp(i, values[i], freshness);
        }
        return values;
    }
}
