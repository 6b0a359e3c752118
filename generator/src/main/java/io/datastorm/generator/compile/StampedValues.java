package io.datastorm.generator.compile;

import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.stamp.EpochUnit;
import io.datastorm.generator.stamp.IsoTime;
import io.datastorm.generator.stamp.NumberLayout;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.stamp.UuidText;
import io.datastorm.generator.value.Draft;
import io.datastorm.generator.value.Scalars;
import io.datastorm.generator.value.ValueMaker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Makes the first values of fields that stamps refresh. */
final class StampedValues {
    private static final int RECENT_MILLIS = 1000;

    private final long baseMillis;
    private final Scalars scalars;

    StampedValues(long baseMillis, Scalars scalars) {
        this.baseMillis = baseMillis;
        this.scalars = scalars;
    }

    /**
     * A maker of values as the stamp would write them.
     *
     * @param slotted whether it will write them; the items of an array differ from each other
     */
    ValueMaker of(Stamp stamp, Schema schema, Rule rule, boolean slotted) {
        if (stamp instanceof Stamp.Sequence sequence) {
            return schema.getType() == Schema.Type.INT
                    ? draft -> (int) sequence.value(draft.position())
                    : draft -> sequence.value(draft.position());
        }
        if (stamp instanceof Stamp.FloatingSequence sequence) {
            return schema.getType() == Schema.Type.FLOAT
                    ? draft -> (float) sequence.value(draft.position())
                    : draft -> sequence.value(draft.position());
        }
        if (stamp instanceof Stamp.EpochTime time) {
            return schema.getType() == Schema.Type.INT
                    ? draft -> (int) time.value(draft.position(), recent(draft))
                    : draft -> time.value(draft.position(), recent(draft));
        }
        if (stamp instanceof Stamp.UuidSequence uuid) {
            return uuid(uuid, schema, slotted);
        }
        return stamp instanceof Stamp.IsoText ? this::isoText : digits(schema, rule);
    }

    /** Text of a time that is not stamped. */
    ValueMaker timeText(Rule.Time time) {
        DateTimeFormatter format = time.pattern()
                .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
                // With all its milliseconds: text of one width.
                .orElse(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT))
                .withZone(ZoneOffset.UTC);
        Stamp.EpochTime moved =
                new Stamp.EpochTime(EpochUnit.MILLIS, time.offsetMillis(), time.jitterMillis(), NumberLayout.DECIMAL);
        return draft -> format.format(Instant.ofEpochMilli(moved.value(draft.position(), recent(draft))));
    }

    private String isoText(Draft draft) {
        byte[] text = new byte[IsoTime.WIDTH];
        IsoTime.write(text, 0, recent(draft));
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static ValueMaker uuid(Stamp.UuidSequence stamp, Schema schema, boolean slotted) {
        boolean binary = schema.getType() == Schema.Type.FIXED;
        return draft -> {
            byte[] bytes = new byte[binary ? UuidText.BYTES : UuidText.WIDTH];
            stamp.write(
                    bytes,
                    0,
                    bytes.length,
                    slotted ? draft.position() : draft.random().nextLong());
            return binary ? new GenericData.Fixed(schema, bytes) : new String(bytes, StandardCharsets.US_ASCII);
        };
    }

    private ValueMaker digits(Schema schema, Rule rule) {
        boolean shaped = rule.text().pattern().isPresent() || rule.choices().isPresent();
        return shaped ? scalars.of(schema, rule) : draft -> "%012d".formatted(draft.position() + 1);
    }

    private long recent(Draft draft) {
        return baseMillis - draft.random().nextInt(RECENT_MILLIS);
    }
}
