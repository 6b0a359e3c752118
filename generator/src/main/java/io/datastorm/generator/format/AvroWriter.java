package io.datastorm.generator.format;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.compile.ValuePath;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.stamp.Varint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes values in Avro's binary encoding and marks the places of stamps. What has none, Avro's own writer writes.
 * Immutable and thread-safe.
 */
final class AvroWriter implements ValueWriter {
    private final Map<String, Stamp> stamps;
    private final List<Slot> slots = new ArrayList<>();
    private final Node root;

    /** For values of a schema; stamps by the path of their node. */
    AvroWriter(Schema schema, Map<String, Stamp> stamps) {
        this.stamps = stamps;
        this.root = node(schema, "");
    }

    @Override
    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    @Override
    public void write(Object value, EncodedRecord target) {
        try {
            root.write(value, new Target(target, EncoderFactory.get().directBinaryEncoder(target, null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a value goes; the encoder is not buffered, so that the end of the record is where it writes. */
    private record Target(EncodedRecord record, BinaryEncoder out) {}

    @FunctionalInterface
    private interface Node {
        void write(Object value, Target target) throws IOException;
    }

    private Node node(Schema schema, String path) {
        Stamp stamp = stamps.get(path);
        if (stamp != null) {
            slots.add(new Slot(ValuePath.shown(path), stamp));
            return slot(schema, stamp, slots.size() - 1);
        }
        if (stamps.keySet().stream().noneMatch(each -> each.startsWith(path))) {
            GenericDatumWriter<Object> writer = new GenericDatumWriter<>(schema);
            return (value, target) -> writer.write(value, target.out());
        }
        return switch (schema.getType()) {
            case RECORD -> record(schema, path);
            case UNION -> union(schema, path);
            default -> {
                GenericDatumWriter<Object> writer = new GenericDatumWriter<>(schema);
                yield (value, target) -> writer.write(value, target.out());
            }
        };
    }

    private Node record(Schema schema, String path) {
        Node[] fields = schema.getFields().stream()
                .map(field -> node(field.schema(), ValuePath.field(path, field.name())))
                .toArray(Node[]::new);
        return (value, target) -> {
            IndexedRecord record = (IndexedRecord) value;
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(record.get(i), target);
            }
        };
    }

    private Node union(Schema schema, String path) {
        Node[] branches = schema.getTypes().stream()
                .map(branch -> node(branch, ValuePath.branch(path, branch)))
                .toArray(Node[]::new);
        return (value, target) -> {
            int branch = GenericData.get().resolveUnion(schema, value);
            target.out().writeIndex(branch);
            branches[branch].write(value, target);
        };
    }

    private static Node slot(Schema schema, Stamp stamp, int slot) {
        if (stamp instanceof Stamp.VarintSequence sequence) {
            return (value, target) -> {
                int offset = target.record().extend(sequence.width());
                Varint.write(target.record().buffer(), offset, sequence.width(), ((Number) value).longValue());
                target.record().markSlot(slot, offset);
            };
        }
        if (stamp instanceof Stamp.EpochTime time) {
            return (value, target) -> {
                long first = ((Number) value).longValue();
                int width = time.width(first);
                int offset = target.record().extend(width);
                Varint.write(target.record().buffer(), offset, width, first);
                target.record().markSlot(slot, offset);
            };
        }
        GenericDatumWriter<Object> writer = new GenericDatumWriter<>(schema);
        boolean text = schema.getType() == Schema.Type.STRING;
        boolean digits = stamp instanceof Stamp.DigitSequence;
        return (value, target) -> {
            int before = target.record().size();
            writer.write(value, target.out());
            // The characters of a string, all of them ASCII, are behind its length.
            int offset = text ? target.record().size() - value.toString().length() : before;
            mark(target.record(), slot, digits ? firstTrailingDigit(target.record(), offset) : offset);
        };
    }

    private static void mark(EncodedRecord record, int slot, int offset) {
        if (offset < record.size()) {
            record.markSlot(slot, offset);
        }
    }

    private static int firstTrailingDigit(EncodedRecord record, int from) {
        int first = record.size();
        while (first > from && record.buffer()[first - 1] >= '0' && record.buffer()[first - 1] <= '9') {
            first--;
        }
        return first;
    }
}
