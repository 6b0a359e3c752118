package io.datastorm.run.load;

import io.datastorm.core.engine.RecordEncoder;
import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.record.Timestamps;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.dirt.Dirt;
import io.datastorm.generator.dirt.EventFields;
import io.datastorm.generator.dirt.InvalidBytes;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.ValueCheck;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.stamp.RecordTime;
import io.datastorm.kafka.direct.DirectSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/** Whether the records of a stream can have the timestamps, and be wrong in the ways, that are asked for. */
final class EventChecks {
    private static final int ENOUGH_VALUES = 1_000;
    /** That of brokers (log.retention.hours). */
    private static final Duration USUAL_RETENTION = Duration.ofDays(7);

    private EventChecks() {}

    /**
     * Checks a stream.
     *
     * @param schema of its values; empty if they have none
     * @throws InvalidInput with what is wrong
     */
    static void check(StreamPlan stream, Optional<Schema> schema, RecordSource records) {
        Dirt dirt = stream.records().dirt();
        RecordTime time = time(stream, records);
        if (dirt.late().rate() > 0 && time instanceof RecordTime.OfSequence) {
            throw new InvalidInput(
                    stream.where("--late"),
                    "timestamps that count cannot be late; use --timestamps now, or leave it out");
        }
        boolean counter = stream.records().values() instanceof Values.Counter;
        if (dirt.drop() > 0 && !counter && EventFields.of(records.slots()).none()) {
            throw new InvalidInput(
                    stream.where("--drop"),
                    "no field of the values counts, so that nobody could tell that an event is missing; "
                            + "give a field the rule sequence, or leave it out");
        }
        if (dirt.invalid() > 0 && decodes(schema.orElseThrow(), format(stream), records)) {
            throw new InvalidInput(
                    stream.where("--invalid"),
                    "all bytes can be decoded by this schema: its values have no text and no number of variable width; "
                            + "use --format json, or leave it out");
        }
        if (stream.sender().kind().direct()) {
            direct(stream, dirt, time);
        }
    }

    /** What is worth a line: a topic that forgets its records while they are sent. */
    static List<String> notices(StreamPlan stream, RecordSource records, long nowMillis) {
        Duration age = Duration.ofMillis(nowMillis - time(stream, records).oldestMillis(nowMillis))
                .plus(stream.records().dirt().late().most());
        Map<String, String> topic = stream.topic().settings();
        Duration kept = retention(topic.get("retention.ms"));
        if (age.compareTo(kept) <= 0 || topic.getOrDefault("cleanup.policy", "").equals("compact")) {
            return List.of();
        }
        return List.of(
                ("records are up to %.1f days old when they are sent, but a topic keeps %.1f days%s: brokers may "
                                + "delete them at once; add --topic-config retention.ms=-1")
                        .formatted(
                                days(age),
                                days(kept),
                                topic.containsKey("retention.ms") ? "" : " unless it is told otherwise"));
    }

    private static double days(Duration time) {
        return time.toMillis() / (double) Duration.ofDays(1).toMillis();
    }

    /** Below zero means for ever; what is no number the broker refuses. */
    private static Duration retention(String millis) {
        if (millis == null) {
            return USUAL_RETENTION;
        }
        return Duration.ofMillis(millis.matches("\\d{1,15}") ? Long.parseLong(millis) : Long.MAX_VALUE);
    }

    private static RecordTime time(StreamPlan stream, RecordSource records) {
        try {
            return stream.records().timestamps().time(records.slots());
        } catch (IllegalArgumentException e) {
            String field = ((Timestamps.OfField) stream.records().timestamps()).path();
            throw new InvalidInput(
                    stream.where("--timestamps"),
                    "'%s' %s; name a field with the rule timestamp or sequence, or use now"
                            .formatted(field, e.getMessage()));
        }
    }

    private static Format format(StreamPlan stream) {
        return ((Values.OfSchema) stream.records().values()).format();
    }

    /** No text of JSON has such bytes. */
    private static boolean decodes(Schema schema, Format format, RecordSource records) {
        if (format == Format.JSON || format == Format.JSON_REGISTRY) {
            return false;
        }
        ValueCheck check = ValueCheck.of(schema, format);
        return lengths(records).filter(length -> length > 0).anyMatch(length -> decodes(check, length));
    }

    /** Of some values; what has no bytes is not made invalid. */
    private static IntStream lengths(RecordSource records) {
        if (records instanceof RecordPool pool) {
            return IntStream.range(0, Math.min(ENOUGH_VALUES, pool.size())).map(pool::length);
        }
        RecordEncoder encoder = (RecordEncoder) records;
        EncodedRecord buffer = encoder.buffer();
        return IntStream.range(0, ENOUGH_VALUES).map(position -> {
            encoder.generator().generate(position, buffer);
            return buffer.tombstone() ? 0 : buffer.size();
        });
    }

    private static boolean decodes(ValueCheck check, int length) {
        byte[] bytes = new byte[length];
        InvalidBytes.write(bytes, 0, length);
        return check.test(bytes, 0, length);
    }

    private static void direct(StreamPlan stream, Dirt dirt, RecordTime time) {
        if (time.lagMillis().isEmpty()) {
            throw new InvalidInput(
                    stream.where("--timestamps"),
                    "--sender direct gives records of one moment one timestamp, but this field has jitter, or counts; "
                            + "use --sender producer");
        }
        Duration most = DirectSettings.mostDelay();
        if (dirt.late().most().compareTo(most) > 0) {
            throw new InvalidInput(
                    stream.where("--late"),
                    "--sender direct writes timestamps up to %d days back; lower the delay, or use --sender producer"
                            .formatted(most.toDays()));
        }
    }
}
