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
import io.datastorm.generator.format.KeyField;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.plain.CounterGenerator;
import io.datastorm.generator.plain.PayloadFileGenerator;
import io.datastorm.generator.plain.PlainBytesGenerator;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.ValueSource;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSettings;
import io.datastorm.kafka.wire.BatchFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Everything that can be wrong with the plan of a stream before a cluster is asked.
 *
 * @param plan of the stream; a rate in bytes has become one in records
 * @param records prepared values, or an encoder
 * @param notices what was found out about the values and is worth a line
 */
public record Preparation(StreamPlan plan, RecordSource records, List<String> notices) {
    /**
     * Checks the producer's settings and prepares the records, for each stream.
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
        Map<String, Object> settings = ProducerSettings.of(stream.sender(), target);
        Values values = values(stream, settings);
        RecordSource records = records(stream.records(), values);
        return new Preparation(inRecords(stream, records), records, values.notices());
    }

    /**
     * The values of a stream.
     *
     * @param where to say that something is wrong with them
     * @param notices what was found out about them
     */
    private record Values(RecordGenerator generator, String where, List<String> notices) {}

    private static Values values(StreamPlan stream, Map<String, Object> settings) {
        RecordPlan records = stream.records();
        if (records.values() instanceof RecordPlan.OfSchema of) {
            return new Values(generator(of, records), where(of.source()), List.of());
        }
        if (records.values() instanceof RecordPlan.CompressibleBytes asked) {
            RandomRatioSearch.Found found = new RandomRatioSearch(
                            new BatchFormat(addressed(settings), List.of()),
                            stream.sender().batch().size().bytes(),
                            asked,
                            records.seed())
                    .find();
            return new Values(found.generator(), "", List.of(said(stream, found)));
        }
        return new Values(plain(records), "", List.of());
    }

    private static RecordSource records(RecordPlan plan, Values values) {
        if (plan.pool() == 0) {
            return new RecordEncoder(values.generator());
        }
        try {
            return RecordPool.fill(values.generator(), plan.pool(), !plan.frozen());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(values.where(), e.getMessage());
        }
    }

    /** Prepared values repeat, so that their mean size holds for the whole run. */
    private static StreamPlan inRecords(StreamPlan stream, RecordSource records) {
        if (!(stream.load().inBytes() && records instanceof RecordPool pool)) {
            return stream;
        }
        double bytes = (double) pool.totalBytes() / pool.size();
        try {
            return stream.with(stream.load().inRecords(bytes));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("--rate", "of values of %.1f bytes %s".formatted(bytes, e.getMessage()));
        }
    }

    private static Schema schema(RecordPlan.SchemaSource source) {
        if (source instanceof RecordPlan.SchemaFile of) {
            return SchemaReader.read(of.file());
        }
        return source instanceof RecordPlan.SchemaText of
                ? SchemaReader.parse(where(source), of.json())
                : SchemaReader.parse(where(source), Templates.text(((RecordPlan.SchemaTemplate) source).name()));
    }

    private static String where(RecordPlan.SchemaSource source) {
        if (source instanceof RecordPlan.SchemaFile of) {
            return of.file().toString();
        }
        return source instanceof RecordPlan.SchemaTemplate of ? of.name() : "--schema";
    }

    /** The settings of a batch are read with all others, of which one is an address. */
    private static Map<String, Object> addressed(Map<String, Object> settings) {
        Map<String, Object> addressed = new TreeMap<>(settings);
        addressed.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        return addressed;
    }

    private static String said(StreamPlan stream, RandomRatioSearch.Found found) {
        return "%.0f%% of each value is random, so that %s leaves %.2f of a batch"
                .formatted(100 * found.randomRatio(), stream.sender().compression(), found.ratio());
    }

    private static RecordGenerator plain(RecordPlan records) {
        if (records.values() instanceof RecordPlan.PlainBytes bytes) {
            return new PlainBytesGenerator(bytes.sizes(), bytes.randomRatio(), records.seed());
        }
        return records.values() instanceof RecordPlan.OfFile file
                ? PayloadFileGenerator.read(file.file(), file.delimiter())
                : new CounterGenerator();
    }

    private static RecordGenerator generator(RecordPlan.OfSchema values, RecordPlan records) {
        Schema schema = schema(values.source());
        Optional<Path> folder = values.source() instanceof RecordPlan.SchemaFile of
                ? Optional.ofNullable(of.file().toAbsolutePath().getParent())
                : Optional.empty();
        Optional<KeyField> key = records.key().map(path -> KeyField.of(schema, path));
        try {
            ValueSource source = new ValueSource(records.seed(), System.currentTimeMillis(), folder);
            SchemaRecordGenerator made = new SchemaRecordGenerator(schema, source, values.format(), key);
            made.checkPool(records.pool());
            return made;
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(where(values.source()), e.getMessage());
        }
    }
}
