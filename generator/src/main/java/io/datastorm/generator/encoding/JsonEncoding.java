package io.datastorm.generator.encoding;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.stamp.NumberLayout;
import io.datastorm.generator.stamp.Stamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/** JSON without blanks, but behind numbers that are stamped. */
public final class JsonEncoding implements Encoding {
    @Override
    public Optional<Stamp> inPlace(Schema schema, Stamp stamp) {
        if (stamp instanceof Stamp.WholeNumber number) {
            return Optional.of(number.in(NumberLayout.DECIMAL));
        }
        // Fractions have as many digits as they have, and bytes are Base64.
        return stamp instanceof Stamp.FloatingSequence || schema.getType() == Schema.Type.FIXED
                ? Optional.empty()
                : Optional.of(stamp);
    }

    @Override
    public NodeWriter plain(Schema schema) {
        return (value, record) -> write(schema, value, record);
    }

    @Override
    public NodeWriter stamped(Schema schema, Stamp stamp, int slot) {
        if (stamp instanceof Stamp.WholeNumber number) {
            return ValueWriter.number(number, slot);
        }
        return (value, record) -> {
            text(value.toString(), record);
            // Before the last quote; such text has nothing that is escaped.
            ValueWriter.markText(record, stamp, slot, value.toString().length(), record.size() - 1);
        };
    }

    @Override
    public NodeWriter record(Schema schema, List<NodeWriter> writers) {
        List<byte[]> names = schema.getFields().stream().map(JsonEncoding::name).toList();
        return (value, record) -> {
            for (int i = 0; i < names.size(); i++) {
                record.write(names.get(i), 0, names.get(i).length);
                writers.get(i).write(((IndexedRecord) value).get(i), record);
            }
            ascii("}", record);
        };
    }

    /** What stands before the value of a field. */
    private static byte[] name(Schema.Field field) {
        return ((field.pos() == 0 ? "{" : ",") + '"' + field.name() + "\":").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public NodeWriter union(Schema schema, List<NodeWriter> branches) {
        return (value, record) ->
                branches.get(GenericData.get().resolveUnion(schema, value)).write(value, record);
    }

    private static void write(Schema schema, Object value, EncodedRecord target) {
        switch (schema.getType()) {
            case RECORD -> {
                IndexedRecord record = (IndexedRecord) value;
                for (Schema.Field field : schema.getFields()) {
                    byte[] name = name(field);
                    target.write(name, 0, name.length);
                    write(field.schema(), record.get(field.pos()), target);
                }
                ascii(schema.getFields().isEmpty() ? "{}" : "}", target);
            }
            case UNION -> write(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, target);
            case ARRAY -> {
                String separator = "[";
                for (Object item : (Iterable<?>) value) {
                    ascii(separator, target);
                    write(schema.getElementType(), item, target);
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
                    write(schema.getValueType(), entry.getValue(), target);
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
