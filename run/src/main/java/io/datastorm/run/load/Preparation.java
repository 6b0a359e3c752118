package io.datastorm.run.load;

import io.datastorm.core.engine.RecordEncoder;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.generator.RecordGenerator;
import io.datastorm.generator.Tombstones;
import io.datastorm.generator.format.KeyEncoder;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.key.DrawnKeys;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that can be wrong with the plan of a stream before a cluster is asked.
 *
 * @param plan of the stream; a rate in bytes has become one in records
 * @param records prepared values, or an encoder
 * @param notices what was found out about the values and is worth a line
 */
public record Preparation(StreamPlan plan, RecordSource records, List<String> notices) {
    /** A batch's header, lengths, and the stamp. */
    private static final int AROUND_A_RECORD = 150;

    private static final int MEBIBYTE = 1 << 20;

    /**
     * Checks the producer's settings, asks the schema registry for ids, and prepares the records, for each stream.
     *
     * @throws InvalidInput with what is wrong
     */
    public static List<Preparation> of(Workload workload) {
        // Batches lie outside the heap, and all direct streams share what there is.
        long direct = workload.streams().stream()
                .filter(stream -> stream.sender().kind().direct())
                .count();
        long memory = Runtime.getRuntime().maxMemory() / Math.max(1, direct);
        List<StreamValues> values = workload.streams().stream()
                .map(stream -> checked(stream, workload.target(), memory))
                .toList();
        List<Preparation> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            made.add(of(workload.streams().get(i), values.get(i), workload.target()));
        }
        return made;
    }

    private static StreamValues checked(StreamPlan stream, Target target, long memoryBytes) {
        if (stream.sender().kind().direct()) {
            DirectSettings.check(stream.sender(), memoryBytes);
        }
        SenderProviders.of(stream.sender().kind()).check(stream, target);
        return StreamValues.of(stream, ProducerSettings.of(stream.sender(), target));
    }

    /** Nothing else is wrong by now: a schema is registered for a run that is going to be. */
    private static Preparation of(StreamPlan stream, StreamValues checked, Target target) {
        SchemaRegistration registration = new SchemaRegistration(stream);
        Registration ids = registration.ids(checked.generator(), target.registry());
        StreamPlan plan = stream.with(stream.records().with(ids));
        StreamValues values = checked.with(ids);
        RecordSource records = records(plan.records(), values);
        if (stream.sender().kind().direct()) {
            records.drawnKeys().ifPresent(Preparation::requireOneWidth);
        } else if (records instanceof RecordPool pool) {
            requireRoom(pool, ProducerSettings.largestRecord(stream.sender(), target));
        }
        List<String> notices = Stream.concat(values.notices().stream(), registration.notices().stream())
                .toList();
        return new Preparation(inRecords(plan, records), records, notices);
    }

    private static RecordSource records(RecordPlan plan, StreamValues values) {
        Optional<DrawnKeys> keys = plan.keys().flatMap(own -> drawn(own, plan));
        RecordGenerator generator =
                plan.tombstones() > 0 ? new Tombstones(values.generator(), plan.tombstones()) : values.generator();
        if (plan.pool() == 0) {
            return new RecordEncoder(generator, keys);
        }
        try {
            generator.checkPool(generator.poolSize(plan.pool()));
            return RecordPool.fill(generator, plan.pool(), !plan.frozen(), keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(values.where(), e.getMessage());
        }
    }

    /** The producer would refuse each record that is larger. */
    private static void requireRoom(RecordPool pool, long most) {
        long largest = 0;
        for (int i = 0; i < pool.size(); i++) {
            byte[] key = pool.key(i);
            largest = Math.max(largest, pool.length(i) + (key == null ? 0 : key.length));
        }
        long needed = largest + AROUND_A_RECORD;
        if (needed > most) {
            throw new InvalidInput(
                    "--batch-size",
                    "the producer sends at most %,d bytes at a time (max.request.size), but a record has up to %,d; "
                                    .formatted(most, needed)
                            + "add --batch-size %dMiB".formatted(needed / MEBIBYTE + 1));
        }
    }

    /** A record's place in a prepared batch does not move. */
    private static void requireOneWidth(DrawnKeys keys) {
        if (keys.width() == 0) {
            throw new InvalidInput(
                    "--keys",
                    "the file's lines differ in length, which --sender direct cannot send; use --sender producer");
        }
    }

    private static Optional<DrawnKeys> drawn(Keys keys, RecordPlan plan) {
        KeyEncoder encoder = new KeyEncoder(keys.format(), plan.registration().keyId());
        if (keys instanceof Keys.OfNumbers of) {
            return Optional.of(DrawnKeys.of(of.numbers(), plan.seed(), encoder));
        }
        return keys instanceof Keys.OfFile of ? Optional.of(DrawnKeys.read(of.file(), encoder)) : Optional.empty();
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
}
