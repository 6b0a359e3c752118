package io.datastorm.benchmarks;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * Time in which a pool of 10,000 records is filled, in a JVM that does it for the first time: what a run waits for. All
 * schemas that ship, those that resemble Datagen's quickstarts too: give {@code -p template=…} for one of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(3)
public class PoolBenchmark {
    private static final int RECORDS = 10_000;
    private static final String QUICKSTARTS = "quickstarts";

    /** The template; {@code quickstarts}: all 38 of them, one after the other. */
    @Param({"reading", "order", "payment", "clickstream", "sensor", "tweet", QUICKSTARTS})
    public String template;

    /** What values are written in. */
    @Param({"AVRO", "JSON", "PROTOBUF"})
    public Format format;

    private String[] names;

    /** Which schemas. */
    @Setup
    public void prepare() {
        names = template.equals(QUICKSTARTS)
                ? Templates.QUICKSTARTS.stream()
                        .map(name -> Templates.QUICKSTART + name)
                        .toArray(String[]::new)
                : new String[] {template};
    }

    /** From the text of the schema to the last record. */
    @Benchmark
    public long fill() {
        return Stream.of(names).mapToLong(this::fill).sum();
    }

    private long fill(String name) {
        ValueSource source = new ValueSource(1, System.currentTimeMillis(), Optional.empty());
        SchemaRecordGenerator generator = new SchemaRecordGenerator(
                SchemaReader.parse(name, Templates.text(name)), source, format, Optional.empty());
        return RecordPool.fill(generator, RECORDS, true).totalBytes();
    }
}
