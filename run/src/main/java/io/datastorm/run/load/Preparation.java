package io.datastorm.run.load;

import io.datastorm.core.engine.RecordEncoder;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.workload.RecordPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.Templates;
import io.datastorm.generator.avro.AvroRecordGenerator;
import io.datastorm.generator.avro.KeyField;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.plain.CounterGenerator;
import io.datastorm.generator.plain.PayloadFileGenerator;
import io.datastorm.generator.plain.PlainBytesGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSettings;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Everything that can be wrong with the plan of a stream before a cluster is asked. */
public record Preparation(RecordGenerator generator, Optional<KeyField> key) {
    /**
     * Reads the schema and checks the producer's settings, for each stream.
     *
     * @throws InvalidInput with what is wrong
     */
    public static List<Preparation> of(Workload workload) {
        // Batches lie outside the heap, and all direct streams share what there is.
        long direct = workload.streams().stream()
                .filter(stream -> stream.sender().kind().direct())
                .count();
        long memory = Runtime.getRuntime().maxMemory() / Math.max(1, direct);
        return workload.streams().stream()
                .map(stream -> of(stream, workload.target(), memory))
                .toList();
    }

    private static Preparation of(StreamPlan stream, Target target, long memoryBytes) {
        if (stream.sender().kind().direct()) {
            DirectSettings.check(stream.sender(), memoryBytes);
        }
        SenderProviders.of(stream.sender().kind()).check(stream, target);
        ProducerSettings.of(stream.sender(), target);
        return of(stream.records());
    }

    private static Preparation of(RecordPlan records) {
        if (records.values() instanceof RecordPlan.OfSchema values) {
            Schema schema = values.schema()
                    .map(SchemaReader::read)
                    .orElseGet(() -> SchemaReader.parse(values.template(), Templates.text(values.template())));
            return new Preparation(
                    generator(schema, values, records.seed()), records.key().map(path -> KeyField.of(schema, path)));
        }
        return new Preparation(plain(records), Optional.empty());
    }

    private static RecordGenerator plain(RecordPlan records) {
        if (records.values() instanceof RecordPlan.PlainBytes values) {
            return new PlainBytesGenerator(values.sizes(), values.randomRatio(), records.seed());
        }
        return records.values() instanceof RecordPlan.OfFile values
                ? PayloadFileGenerator.read(values.file(), values.delimiter())
                : new CounterGenerator();
    }

    private static RecordGenerator generator(Schema schema, RecordPlan.OfSchema values, long seed) {
        try {
            return new AvroRecordGenerator(schema, seed, System.currentTimeMillis());
        } catch (IllegalArgumentException | ClassCastException e) {
            String where = values.schema().map(Object::toString).orElse(values.template());
            throw new InvalidInput(where, "cannot be generated: " + e.getMessage());
        }
    }

    /** The records of the stream: prepared values, or an encoder. */
    public RecordSource records(RecordPlan plan) {
        return plan.pool() == 0
                ? new RecordEncoder(generator, key)
                : RecordPool.fill(generator, key, plan.pool(), !plan.frozen());
    }
}
