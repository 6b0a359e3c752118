package io.datastorm.run.load;

import io.datastorm.core.engine.RecordEncoder;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSettings;
import java.util.ArrayList;
import java.util.List;
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
        List<StreamRecords> checked = workload.streams().stream()
                .map(stream -> checked(stream, workload.target(), memory))
                .toList();
        List<Preparation> made = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            made.add(of(workload.streams().get(i), checked.get(i), workload.target()));
        }
        return made;
    }

    private static StreamRecords checked(StreamPlan stream, Target target, long memoryBytes) {
        if (stream.sender().kind().direct()) {
            DirectSettings.check(stream.sender(), memoryBytes);
        }
        SenderProviders.of(stream.sender().kind()).check(stream, target);
        return StreamRecords.of(stream, ProducerSettings.of(stream.sender(), target));
    }

    /** A schema is registered when all is checked that can be checked without its id. */
    private static Preparation of(StreamPlan stream, StreamRecords checked, Target target) {
        SchemaRegistration registration = new SchemaRegistration(stream, checked.generator());
        Registration ids = registration.ids(target.registry());
        StreamPlan plan = stream.with(stream.records().with(ids));
        RecordSource records = records(plan.records(), checked.with(ids));
        if (!stream.sender().kind().direct() && records instanceof RecordPool pool) {
            requireRoom(pool, ProducerSettings.largestRecord(stream.sender(), target));
        }
        List<String> notices = Stream.concat(checked.notices().stream(), registration.notices().stream())
                .toList();
        return new Preparation(inRecords(plan, records), records, notices);
    }

    private static RecordSource records(RecordPlan plan, StreamRecords records) {
        if (plan.pool() == 0) {
            return new RecordEncoder(records.generator());
        }
        try {
            return RecordPool.fill(records.generator(), plan.pool(), !plan.frozen());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(records.where(), e.getMessage());
        }
    }

    /** The producer would refuse each record that is larger. */
    private static void requireRoom(RecordPool pool, long most) {
        long needed = (long) pool.largest() + AROUND_A_RECORD;
        if (needed > most) {
            throw new InvalidInput(
                    "--batch-size",
                    "the producer sends at most %,d bytes at a time (max.request.size), but a record has up to %,d; "
                                    .formatted(most, needed)
                            + "add --batch-size %dMiB".formatted(needed / MEBIBYTE + 1));
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
}
