package io.datastorm.run.load;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.Tombstones;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.key.KeyedRecords;
import io.datastorm.generator.key.ListedKeys;
import io.datastorm.generator.key.NumberedKeys;
import io.datastorm.generator.key.SchemaKeys;
import io.datastorm.generator.plain.CounterGenerator;
import io.datastorm.generator.plain.PayloadFileGenerator;
import io.datastorm.generator.plain.PlainBytesGenerator;
import io.datastorm.kafka.wire.BatchFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What makes the records of a stream: their values, tombstones among them, and keys.
 *
 * @param where to say that something is wrong with values
 * @param notices what was found out about them
 */
record StreamRecords(RecordGenerator generator, String where, List<String> notices) {
    /**
     * Reads files, and checks all that can be checked without the ids of schemas.
     *
     * @param schemas has the generator of the stream's values, if they have a schema
     * @param settings of the stream's producer
     * @throws InvalidInput with what is wrong
     */
    static StreamRecords of(StreamPlan stream, SchemaRecords schemas, Map<String, Object> settings) {
        RecordPlan plan = stream.records();
        StreamRecords values = values(stream, schemas, settings);
        RecordGenerator generator = keyed(
                plan.tombstones() > 0 ? new Tombstones(values.generator, plan.tombstones()) : values.generator,
                stream,
                schemas);
        try {
            if (plan.pool() > 0) {
                generator.checkPool(generator.poolSize(plan.pool()));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(values.where, e.getMessage());
        }
        return new StreamRecords(generator, values.where, values.notices);
    }

    /** The same with the ids of schemas in values and keys. */
    StreamRecords with(Registration ids) {
        return new StreamRecords(generator.withIds(ids.valueId(), ids.keyId()), where, notices);
    }

    private static RecordGenerator keyed(RecordGenerator values, StreamPlan stream, SchemaRecords schemas) {
        Keys keys = stream.records().keys().orElse(null);
        if (keys instanceof Keys.OfNumbers of) {
            KeyEncoder encoder = new KeyEncoder(of.format());
            return new KeyedRecords(
                    values, new NumberedKeys(of.numbers(), stream.records().seed(), encoder, of.size()));
        }
        if (keys instanceof Keys.OfFile of) {
            ListedKeys listed = ListedKeys.read(of.file(), new KeyEncoder(of.format()));
            return new KeyedRecords(values, sendable(listed, of.file(), "its lines differ", stream));
        }
        if (keys instanceof Keys.OfSchema of) {
            SchemaKeys made = schemas.keys(stream, of);
            String differ = "its values are more than 100,000, or differ";
            return new KeyedRecords(values, sendable(made, of.schema(), differ, stream));
        }
        return values;
    }

    private static DrawnKeys sendable(DrawnKeys keys, Path where, String differ, StreamPlan stream) {
        if (stream.sender().kind().direct() && keys.width() == 0) {
            throw new InvalidInput(
                    where.toString(), differ + " in length, which --sender direct cannot send; use --sender producer");
        }
        return keys;
    }

    private static StreamRecords values(StreamPlan stream, SchemaRecords schemas, Map<String, Object> settings) {
        RecordPlan records = stream.records();
        if (records.values() instanceof Values.OfSchema) {
            return new StreamRecords(schemas.of(stream).orElseThrow(), SchemaRecords.where(stream), List.of());
        }
        if (records.values() instanceof Values.CompressibleBytes asked) {
            RandomRatioSearch.Found found = new RandomRatioSearch(
                            new BatchFormat(addressed(settings), List.of()),
                            stream.sender().batch().size().bytes(),
                            asked,
                            records.seed())
                    .find();
            return new StreamRecords(found.generator(), "", List.of(said(stream, found)));
        }
        return new StreamRecords(plain(records), "", List.of());
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
        if (records.values() instanceof Values.PlainBytes bytes) {
            return new PlainBytesGenerator(bytes.sizes(), bytes.randomRatio(), records.seed());
        }
        return records.values() instanceof Values.OfFile file
                ? PayloadFileGenerator.read(file.file(), file.delimiter())
                : new CounterGenerator();
    }
}
