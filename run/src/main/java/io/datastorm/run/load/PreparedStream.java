package io.datastorm.run.load;

import io.datastorm.core.engine.RecordEncoder;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.Recording;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.producer.ProducerSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stream of a run that is ready.
 *
 * @param plan of the stream; a rate in bytes has become one in records
 * @param records prepared values, or an encoder
 * @param notices what was found out about the values and is worth a line
 */
public record PreparedStream(StreamPlan plan, RecordSource records, List<String> notices) {
    /** A batch's header, lengths, and the stamp. */
    private static final int AROUND_A_RECORD = 150;

    private static final int MEBIBYTE = 1 << 20;
    private static final double MILLIS = 1000;

    /** A schema is registered when all is checked that can be checked without its id. */
    static PreparedStream of(StreamPlan stream, StreamRecords checked, Target target) {
        SchemaRegistration registration = new SchemaRegistration(stream, checked.generator());
        Registration ids = registration.ids(target.registry());
        StreamPlan plan = stream.with(stream.records().with(ids));
        RecordSource records = records(plan.records(), checked.with(ids));
        if (!stream.sender().kind().direct() && records instanceof RecordPool pool) {
            requireRoom(pool, ProducerSettings.largestRecord(stream.sender(), target));
        }
        List<String> notices = Stream.concat(checked.notices().stream(), registration.notices().stream())
                .toList();
        return new PreparedStream(inRecords(plan, records), records, notices);
    }

    /** Records of a capture, of which as many are sent as could be read. */
    static PreparedStream ofCapture(StreamPlan stream) {
        CaptureFile file = ((Values.OfCapture) stream.records().values()).file();
        CaptureFile.Extent extent = file.extent();
        String read = "%s: %,d records of topic '%s', which came within %,.1f s"
                .formatted(file.path(), extent.records(), file.topic(), extent.spanMillis() / MILLIS);
        List<String> notices = Stream.concat(
                        Stream.of(read),
                        file.broken().stream().map(why -> "%s is broken behind them, which is left out: %s"
                                .formatted(file.path(), why)))
                .toList();
        return new PreparedStream(stream, new Recording(file), notices);
    }

    /** The same with more that is worth a line. */
    PreparedStream with(List<String> more) {
        return new PreparedStream(
                plan, records, Stream.concat(notices.stream(), more.stream()).toList());
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
