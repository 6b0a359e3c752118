package io.datastorm.generator.encoding;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.protobuf.MessageField;
import io.datastorm.generator.protobuf.ProtobufType;
import io.datastorm.generator.stamp.Iteration;
import io.datastorm.generator.stamp.NumberLayout;
import io.datastorm.generator.stamp.Stamp;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/**
 * Protobuf's binary encoding.
 *
 * <p>The writer of a node writes what stands behind a tag; only a record's writer leaves out the length, which its
 * field writes. Fields that count, and times, are always written, also where others would leave out a zero.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
public final class ProtobufEncoding implements Encoding {
    private final Map<String, NodeWriter> records = new HashMap<>();

    /** A node with a slot. */
    record Stamped(NodeWriter writer) implements NodeWriter {
        @Override
        public void write(Object value, EncodedRecord record) {
            writer.write(value, record);
        }
    }

    /** A union, of which the field writes the branch with its tag. */
    record Branches(Schema schema, List<NodeWriter> writers) implements NodeWriter {
        @Override
        public void write(Object value, EncodedRecord record) {
            throw new IllegalStateException("a union has no form of its own");
        }

        int of(Object value) {
            return GenericData.get().resolveUnion(schema, value);
        }
    }

    @Override
    public Optional<Stamp> inPlace(Schema schema, Stamp stamp) {
        if (ProtobufType.wrapped(schema)) {
            return Optional.empty();
        }
        if (stamp instanceof Stamp.WholeNumber number) {
            return layout(schema).map(layout -> within(schema, number).in(layout));
        }
        return Optional.of(stamp);
    }

    private static Optional<NumberLayout> layout(Schema schema) {
        ProtobufType type = ProtobufType.of(schema);
        return type == ProtobufType.TIMESTAMP ? Optional.of(NumberLayout.TIMESTAMP) : type.layout();
    }

    /** Numbers of 32 bits begin again in time. */
    private static Stamp.WholeNumber within(Schema schema, Stamp.WholeNumber stamp) {
        if (!(stamp instanceof Stamp.Sequence sequence)
                || !ProtobufType.of(schema).unsigned()) {
            return stamp;
        }
        long most = ProtobufType.narrow(schema) ? ProtobufType.MOST_NARROW : Long.MAX_VALUE;
        Iteration numbers = sequence.numbers();
        if (numbers.start() < 0 || numbers.start() > most || (numbers.step() < 0 && numbers.farthest() < 0)) {
            throw new IllegalArgumentException("numbers from %d to %d do not fit the type %s"
                    .formatted(
                            numbers.start(),
                            numbers.farthest(),
                            ProtobufType.of(schema).name().toLowerCase(Locale.ROOT)));
        }
        // As unsigned numbers: a span may be as wide as the type.
        boolean fits = numbers.step() < 0 || Long.compareUnsigned(numbers.span(), most - numbers.start() + 1) <= 0;
        return fits
                ? stamp
                : Stamp.Sequence.of(
                        new Iteration(numbers.start(), numbers.step(), most - numbers.start() + 1, numbers.offset()),
                        sequence.layout());
    }

    @Override
    public NodeWriter stamped(Schema schema, Stamp stamp, int slot) {
        if (stamp instanceof Stamp.WholeNumber number) {
            NodeWriter writer = ValueWriter.number(number, slot);
            return new Stamped(
                    ProtobufType.of(schema) == ProtobufType.TIMESTAMP ? ProtobufScalars.delimited(writer) : writer);
        }
        NodeWriter plain = ProtobufScalars.of(schema);
        if (stamp instanceof Stamp.FloatingSequence) {
            return new Stamped((value, record) -> {
                int offset = record.size();
                plain.write(value, record);
                record.markSlot(slot, offset);
            });
        }
        // Text and bytes: what is stamped stands behind the length.
        return new Stamped((value, record) -> {
            plain.write(value, record);
            ValueWriter.markText(record, stamp, slot, ProtobufScalars.size(value), record.size());
        });
    }

    @Override
    public NodeWriter plain(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> plainRecord(schema);
            case UNION ->
                new Branches(schema, schema.getTypes().stream().map(this::plain).toList());
            case ARRAY, MAP, NULL ->
                (value, record) -> {
                    throw new IllegalStateException("a field writes it");
                };
            default -> ProtobufScalars.of(schema);
        };
    }

    /** A record may contain itself: its writer is looked for when it is needed. */
    private NodeWriter plainRecord(Schema schema) {
        String name = schema.getFullName();
        if (!records.containsKey(name)) {
            records.put(name, null);
            records.put(
                    name,
                    record(
                            schema,
                            schema.getFields().stream()
                                    .map(field -> plain(field.schema()))
                                    .toList()));
        }
        return (value, record) -> records.get(name).write(value, record);
    }

    @Override
    public NodeWriter union(Schema schema, List<NodeWriter> branches) {
        return new Branches(schema, branches);
    }

    @Override
    public NodeWriter record(Schema schema, List<NodeWriter> writers) {
        List<MessageField> fields = MessageField.of(schema);
        NodeWriter[] made = new NodeWriter[fields.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = new ProtobufFieldWriters(this, fields.get(i)).of(writers.get(i));
        }
        return (value, record) -> {
            for (int i = 0; i < made.length; i++) {
                try {
                    made[i].write(((IndexedRecord) value).get(i), record);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "field %s: %s".formatted(fields.get(i).field().name(), e.getMessage()), e);
                }
            }
        };
    }
}
