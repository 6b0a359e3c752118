package io.datastorm.generator.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.compile.ValuePath;
import io.datastorm.generator.stamp.Slot;
import io.datastorm.generator.stamp.Stamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** Writes values as JSON and marks the places of stamps. Immutable and thread-safe. */
final class JsonWriter implements ValueWriter {
    private final Map<String, Stamp> stamps;
    private final List<Slot> slots = new ArrayList<>();
    private final Node root;

    /** For values of a schema; stamps by the path of their node. */
    JsonWriter(Schema schema, Map<String, Stamp> stamps) {
        this.stamps = stamps;
        this.root = node(schema, "");
    }

    @Override
    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    @Override
    public void write(Object value, EncodedRecord target) {
        root.write(value, target);
    }

    @FunctionalInterface
    private interface Node {
        void write(Object value, EncodedRecord target);
    }

    private Node node(Schema schema, String path) {
        // Bytes are Base64, in which nothing can be stamped.
        Optional<Stamp> stamp = schema.getType() == Schema.Type.FIXED
                ? Optional.empty()
                : Optional.ofNullable(stamps.get(path)).flatMap(JsonWriter::asText);
        if (stamp.isPresent()) {
            slots.add(new Slot(ValuePath.shown(path), stamp.get()));
            return slot(stamp.get(), slots.size() - 1);
        }
        boolean stamped = stamps.keySet().stream().anyMatch(each -> each.startsWith(path));
        return switch (stamped ? schema.getType() : Schema.Type.NULL) {
            case RECORD -> record(schema, path);
            case UNION -> union(schema, path);
            default -> (value, target) -> plain(schema, value, target);
        };
    }

    /** The stamp that writes text of a fixed width; empty: there is none, as of fractions. */
    private static Optional<Stamp> asText(Stamp stamp) {
        if (stamp instanceof Stamp.VarintSequence sequence) {
            return Optional.of(Stamp.DecimalSequence.of(sequence.numbers()));
        }
        if (stamp instanceof Stamp.EpochTime time) {
            return Optional.of(new Stamp.DecimalTime(time));
        }
        return stamp instanceof Stamp.FloatingSequence ? Optional.empty() : Optional.of(stamp);
    }

    private Node record(Schema schema, String path) {
        List<Schema.Field> fields = schema.getFields();
        byte[][] names = new byte[fields.size()][];
        Node[] nodes = new Node[names.length];
        for (int i = 0; i < nodes.length; i++) {
            names[i] = name(fields.get(i), i == 0);
            nodes[i] = node(
                    fields.get(i).schema(), ValuePath.field(path, fields.get(i).name()));
        }
        return (value, target) -> {
            IndexedRecord record = (IndexedRecord) value;
            for (int i = 0; i < nodes.length; i++) {
                target.write(names[i], 0, names[i].length);
                nodes[i].write(record.get(i), target);
            }
            ascii(nodes.length == 0 ? "{}" : "}", target);
        };
    }

    /** What stands before a field's value. */
    private static byte[] name(Schema.Field field, boolean first) {
        return ((first ? "{" : ",") + '"' + field.name() + "\":").getBytes(StandardCharsets.UTF_8);
    }

    private Node union(Schema schema, String path) {
        Node[] branches = schema.getTypes().stream()
                .map(branch -> node(branch, ValuePath.branch(path, branch)))
                .toArray(Node[]::new);
        return (value, target) -> branches[GenericData.get().resolveUnion(schema, value)].write(value, target);
    }

    private static Node slot(Stamp stamp, int slot) {
        if (stamp instanceof Stamp.DecimalSequence || stamp instanceof Stamp.DecimalTime) {
            int width = stamp instanceof Stamp.DecimalSequence sequence ? sequence.width() : Stamp.DecimalTime.WIDTH;
            return (value, target) -> {
                int offset = target.extend(width);
                Stamp.DecimalSequence.write(target.buffer(), offset, width, ((Number) value).longValue());
                target.markSlot(slot, offset);
            };
        }
        boolean digits = stamp instanceof Stamp.DigitSequence;
        return (value, target) -> {
            text(value.toString(), target);
            // Behind the first quote and before the last; such text has nothing that is escaped.
            int end = target.size() - 1;
            int offset = end - value.toString().length();
            int first = digits ? firstTrailingDigit(target, offset, end) : offset;
            if (first < end) {
                target.markSlot(slot, first, end - first);
            }
        };
    }

    private static int firstTrailingDigit(EncodedRecord record, int from, int to) {
        int first = to;
        while (first > from && record.buffer()[first - 1] >= '0' && record.buffer()[first - 1] <= '9') {
            first--;
        }
        return first;
    }

    /** What has no stamp in it. */
    private static void plain(Schema schema, Object value, EncodedRecord target) {
        switch (schema.getType()) {
            case RECORD -> {
                IndexedRecord record = (IndexedRecord) value;
                for (Schema.Field field : schema.getFields()) {
                    byte[] name = name(field, field.pos() == 0);
                    target.write(name, 0, name.length);
                    plain(field.schema(), record.get(field.pos()), target);
                }
                ascii(schema.getFields().isEmpty() ? "{}" : "}", target);
            }
            case UNION -> plain(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, target);
            case ARRAY -> {
                String separator = "[";
                for (Object item : (Iterable<?>) value) {
                    ascii(separator, target);
                    plain(schema.getElementType(), item, target);
                    separator = ",";
                }
                ascii(separator.equals("[") ? "[]" : "]", target);
            }
            case MAP -> {
                String separator = "{";
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    ascii(separator, target);
                    text(entry.getKey().toString(), target);
                    ascii(":", target);
                    plain(schema.getValueType(), entry.getValue(), target);
                    separator = ",";
                }
                ascii(separator.equals("{") ? "{}" : "}", target);
            }
            case STRING, ENUM -> text(value.toString(), target);
            case BYTES -> bytes(schema, ((ByteBuffer) value).duplicate(), target);
            case FIXED -> bytes(schema, ByteBuffer.wrap(((GenericFixed) value).bytes()), target);
            default -> ascii(String.valueOf(value), target);
        }
    }

    private static void bytes(Schema schema, ByteBuffer buffer, EncodedRecord target) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            ascii(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString(), target);
        } else if (schema.getLogicalType() instanceof LogicalTypes.BigDecimal type) {
            BigDecimal number = new Conversions.BigDecimalConversion().fromBytes(ByteBuffer.wrap(bytes), schema, type);
            ascii(number.toPlainString(), target);
        } else {
            ascii('"' + Base64.getEncoder().encodeToString(bytes) + '"', target);
        }
    }

    private static void text(String text, EncodedRecord target) {
        byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        target.write('"');
        target.write(escaped, 0, escaped.length);
        target.write('"');
    }

    private static void ascii(String text, EncodedRecord target) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        target.write(bytes, 0, bytes.length);
    }
}
