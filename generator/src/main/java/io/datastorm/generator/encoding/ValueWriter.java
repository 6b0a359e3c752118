package io.datastorm.generator.encoding;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.compile.ValuePath;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Writes values of a schema, and marks the places of stamps. Immutable and thread-safe. */
public final class ValueWriter {
    private final Encoding encoding;
    private final Map<String, Stamp> stamps;
    private final List<Slot> slots;
    private final NodeWriter root;

    /** For values of a schema; stamps by the path of their node. */
    public ValueWriter(Schema schema, Map<String, Stamp> stamps, Encoding encoding) {
        this.encoding = encoding;
        this.stamps = stamps;
        List<Slot> found = new ArrayList<>();
        this.root = node(schema, "", found);
        this.slots = List.copyOf(found);
    }

    /** The slots, in the order of the fields. */
    public List<Slot> slots() {
        return slots;
    }

    /** Writes a value behind what the target has. */
    public void write(Object value, EncodedRecord target) {
        root.write(value, target);
    }

    private NodeWriter node(Schema schema, String path, List<Slot> found) {
        Optional<Stamp> stamp = Optional.ofNullable(stamps.get(path)).flatMap(own -> inPlace(schema, own, path));
        if (stamp.isPresent()) {
            found.add(new Slot(ValuePath.shown(path), stamp.get()));
            return encoding.stamped(schema, stamp.get(), found.size() - 1);
        }
        if (stamps.keySet().stream().anyMatch(each -> each.startsWith(path))) {
            if (schema.getType() == Schema.Type.RECORD) {
                return encoding.record(
                        schema,
                        schema.getFields().stream()
                                .map(field -> node(field.schema(), ValuePath.field(path, field.name()), found))
                                .toList());
            }
            if (schema.isUnion()) {
                return encoding.union(
                        schema,
                        schema.getTypes().stream()
                                .map(branch -> node(branch, ValuePath.branch(path, branch), found))
                                .toList());
            }
        }
        return encoding.plain(schema);
    }

    private Optional<Stamp> inPlace(Schema schema, Stamp stamp, String path) {
        try {
            return encoding.inPlace(schema, stamp);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field %s: %s".formatted(ValuePath.shown(path), e.getMessage()), e);
        }
    }

    /** Writes a number at the width of its slot, and marks the slot. */
    static NodeWriter number(Stamp.WholeNumber stamp, int slot) {
        return (value, record) -> {
            long number = ((Number) value).longValue();
            int width = stamp.width(number);
            int offset = record.extend(width);
            stamp.layout().write(record.buffer(), offset, width, number);
            record.markSlot(slot, offset);
        };
    }

    /**
     * Marks the slot of text of which each character is a byte.
     *
     * @param end where the text ends in the record
     */
    static void markText(EncodedRecord record, Stamp stamp, int slot, int length, int end) {
        int first = end - length;
        if (stamp instanceof Stamp.DigitSequence) {
            first = end;
            while (first > end - length && record.buffer()[first - 1] >= '0' && record.buffer()[first - 1] <= '9') {
                first--;
            }
        }
        if (first < end) {
            record.markSlot(slot, first, end - first);
        }
    }
}
