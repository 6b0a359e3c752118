package io.datastorm.generator.avro;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.stamp.EpochUnit;
import io.datastorm.generator.stamp.IsoTime;
import io.datastorm.generator.stamp.Mix;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.stamp.UuidText;
import io.datastorm.generator.stamp.Varint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * Decides which fields a stamp can refresh, and makes their first values.
 *
 * <p>A field is time-like by its logical type, its hint, or the name {@code timestamp}; id-like by the logical type
 * {@code uuid}, its hint, or the name {@code id}.
 */
final class StampMakers {
    static final int NO_SLOT = -1;

    private final long seed;
    private final long baseMillis;
    private final ScalarMakers scalars;

    StampMakers(long seed, long baseMillis, ScalarMakers scalars) {
        this.seed = seed;
        this.baseMillis = baseMillis;
        this.scalars = scalars;
    }

    /** The stamp of a field's schema (or of a branch of its union), if it has one. */
    Optional<Stamp> of(Schema schema, Hint hint, String path) {
        if (hint.stampedAs("none") || (hint.stamp().isEmpty() && !hint.oneOf().isEmpty())) {
            return Optional.empty();
        }
        String logical = Optional.ofNullable(schema.getLogicalType())
                .map(LogicalType::getName)
                .orElse("");
        Optional<EpochUnit> unit = epochUnit(logical);
        if (unit.isPresent()) {
            return unit.map(Stamp.EpochTime::new);
        }
        if (logical.equals("uuid")) {
            return Optional.of(new Stamp.UuidSequence(Mix.mix(seed, path.hashCode())));
        }
        if (!logical.isEmpty()) {
            return Optional.empty();
        }
        String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean unhinted = hint.stamp().isEmpty();
        if (hint.stampedAs("timestamp") || (unhinted && name.equals("timestamp"))) {
            return time(schema);
        }
        return hint.stampedAs("sequence") || (unhinted && name.equals("id"))
                ? sequence(schema, hint)
                : Optional.empty();
    }

    private static Optional<EpochUnit> epochUnit(String logical) {
        return switch (logical) {
            case "timestamp-millis", "local-timestamp-millis" -> Optional.of(EpochUnit.MILLIS);
            case "timestamp-micros", "local-timestamp-micros" -> Optional.of(EpochUnit.MICROS);
            case "timestamp-nanos", "local-timestamp-nanos" -> Optional.of(EpochUnit.NANOS);
            default -> Optional.empty();
        };
    }

    private static Optional<Stamp> time(Schema schema) {
        return switch (schema.getType()) {
            case INT -> Optional.of(new Stamp.EpochTime(EpochUnit.SECONDS));
            case LONG -> Optional.of(new Stamp.EpochTime(EpochUnit.MILLIS));
            case STRING -> Optional.of(new Stamp.IsoText());
            default -> Optional.empty();
        };
    }

    private static Optional<Stamp> sequence(Schema schema, Hint hint) {
        return switch (schema.getType()) {
            case INT -> widest(hint, Varint.first(4), Varint.last(4), Integer.MAX_VALUE);
            case LONG -> widest(hint, Varint.first(6), Varint.last(6), Long.MAX_VALUE);
            case STRING -> Optional.of(new Stamp.DigitSequence());
            default -> Optional.empty();
        };
    }

    /**
     * Within the hinted range, the values of that width which has the most of them: all slots of a field then have one
     * width.
     */
    private static Optional<Stamp> widest(Hint hint, long defaultFirst, long defaultLast, long typeMax) {
        if (hint.min().isEmpty() && hint.max().isEmpty()) {
            return Optional.of(new Stamp.VarintSequence(defaultFirst, defaultLast - defaultFirst + 1));
        }
        Stamp best = null;
        long most = 0;
        for (int width = 1; width <= 10; width++) {
            long first = Math.max(Varint.first(width), hint.minOr(0));
            long last = Math.min(Varint.last(width), Math.min(typeMax, hint.maxOr(typeMax)));
            if (last - first + 1 > most) {
                most = last - first + 1;
                best = new Stamp.VarintSequence(first, most);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Makes first values for this stamp and marks their slot. */
    ValueMaker maker(Stamp stamp, int slot, Schema schema, Hint hint) {
        if (stamp instanceof Stamp.VarintSequence sequence) {
            return draft -> {
                int offset = draft.target().size();
                writeNumber(draft, schema, draft.between(sequence.first(), sequence.first() + sequence.count() - 1));
                mark(draft, slot, offset);
            };
        }
        if (stamp instanceof Stamp.EpochTime time) {
            return draft -> {
                int offset = draft.target().size();
                writeNumber(draft, schema, time.unit().fromMillis(recent(draft)));
                mark(draft, slot, offset);
            };
        }
        if (stamp instanceof Stamp.UuidSequence) {
            return schema.getType() == Schema.Type.FIXED ? uuidBytes(slot) : uuidText(slot);
        }
        return stamp instanceof Stamp.IsoText ? isoText(slot) : digits(slot, schema, hint);
    }

    private ValueMaker isoText(int slot) {
        return draft -> {
            byte[] text = new byte[IsoTime.WIDTH];
            IsoTime.write(text, 0, recent(draft));
            writeMarked(draft, text, slot);
        };
    }

    private static ValueMaker uuidText(int slot) {
        return draft -> {
            byte[] text = new byte[UuidText.WIDTH];
            UuidText.write(text, 0, draft.random().nextLong(), draft.random().nextLong());
            writeMarked(draft, text, slot);
        };
    }

    private static ValueMaker uuidBytes(int slot) {
        return draft -> {
            int offset = draft.target().size();
            byte[] bytes = new byte[16];
            UuidText.writeBinary(
                    bytes, 0, draft.random().nextLong(), draft.random().nextLong());
            draft.out().writeFixed(bytes);
            mark(draft, slot, offset);
        };
    }

    private ValueMaker digits(int slot, Schema schema, Hint hint) {
        boolean shaped = hint.pattern().isPresent() || !hint.oneOf().isEmpty();
        ValueMaker text = shaped
                ? scalars.of(schema, hint)
                : draft -> draft.writeAscii("%012d".formatted(draft.between(0, 999_999_999_999L)));
        return draft -> {
            text.write(draft);
            int first = firstTrailingDigit(draft.target());
            if (first < draft.target().size()) {
                mark(draft, slot, first);
            }
        };
    }

    private static int firstTrailingDigit(EncodedRecord record) {
        int first = record.size();
        while (first > 0 && record.buffer()[first - 1] >= '0' && record.buffer()[first - 1] <= '9') {
            first--;
        }
        return first;
    }

    /** A short string: its length is one byte before it. */
    private static void writeMarked(Draft draft, byte[] text, int slot) throws IOException {
        draft.writeAscii(new String(text, StandardCharsets.US_ASCII));
        mark(draft, slot, draft.target().size() - text.length);
    }

    private static void writeNumber(Draft draft, Schema schema, long value) throws IOException {
        if (schema.getType() == Schema.Type.INT) {
            draft.out().writeInt(Math.toIntExact(value));
        } else {
            draft.out().writeLong(value);
        }
    }

    private long recent(Draft draft) {
        return baseMillis - draft.random().nextInt(1000);
    }

    private static void mark(Draft draft, int slot, int offset) {
        if (slot != NO_SLOT) {
            draft.target().markSlot(slot, offset);
        }
    }
}
