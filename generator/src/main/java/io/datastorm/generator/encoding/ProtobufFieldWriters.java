package io.datastorm.generator.encoding;

import io.datastorm.generator.protobuf.MessageField;
import io.datastorm.generator.protobuf.ProtobufType;
import io.datastorm.generator.stamp.Varint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Makes the writer of one field of a message: values with their tags, or nothing. */
final class ProtobufFieldWriters {
    private static final NodeWriter NOTHING = (value, record) -> {};
    private static final int TYPE_BITS = 3;

    private final ProtobufEncoding encoding;
    private final MessageField field;

    ProtobufFieldWriters(ProtobufEncoding encoding, MessageField field) {
        this.encoding = encoding;
        this.field = field;
    }

    /** Of the writer of its values. */
    NodeWriter of(NodeWriter own) {
        if (own instanceof ProtobufEncoding.Branches branches) {
            return union(branches);
        }
        Schema schema = field.field().schema();
        NodeWriter writer = branch(schema, field.number(), own);
        boolean leftOut = field.implicit() && !(own instanceof ProtobufEncoding.Stamped);
        return leftOut ? ProtobufScalars.unlessZero(schema, writer) : writer;
    }

    private NodeWriter union(ProtobufEncoding.Branches union) {
        List<NodeWriter> writers = new ArrayList<>();
        int number = field.number();
        for (int i = 0; i < union.writers().size(); i++) {
            Schema schema = union.schema().getTypes().get(i);
            writers.add(branch(schema, number, union.writers().get(i)));
            number += schema.getType() == Schema.Type.NULL ? 0 : 1;
        }
        return (value, record) -> writers.get(union.of(value)).write(value, record);
    }

    private NodeWriter branch(Schema schema, int number, NodeWriter own) {
        return switch (schema.getType()) {
            case NULL -> NOTHING;
            case ARRAY -> array(schema.getElementType(), number);
            case MAP -> map(schema, number);
            // Its only field stands in this message.
            case RECORD -> MessageField.member(schema) ? own : tagged(schema, number, own);
            default -> tagged(schema, number, own);
        };
    }

    private NodeWriter array(Schema items, int number) {
        NodeWriter plain = encoding.plain(items);
        if (!field.packed() || !ProtobufType.of(items).packable()) {
            NodeWriter each = tagged(items, number, plain);
            return (value, record) -> ((Iterable<?>) value).forEach(item -> each.write(item, record));
        }
        NodeWriter row = tagged(
                number, ProtobufType.WireType.LEN, ProtobufScalars.delimited((value, record) -> ((Iterable<?>) value)
                        .forEach(item -> plain.write(item, record))));
        return (value, record) -> {
            if (((Iterable<?>) value).iterator().hasNext()) {
                row.write(value, record);
            }
        };
    }

    private NodeWriter map(Schema map, int number) {
        NodeWriter key = ProtobufScalars.ofKey(map);
        Schema values = map.getValueType();
        NodeWriter ofKey = tagged(1, ProtobufType.ofKeys(map).wireType(), key);
        NodeWriter ofValue = tagged(values, 2, encoding.plain(values));
        NodeWriter entry = tagged(number, ProtobufType.WireType.LEN, ProtobufScalars.delimited((value, record) -> {
            ofKey.write(((Map.Entry<?, ?>) value).getKey(), record);
            ofValue.write(((Map.Entry<?, ?>) value).getValue(), record);
        }));
        return (value, record) -> ((Map<?, ?>) value).entrySet().forEach(each -> entry.write(each, record));
    }

    private static NodeWriter tagged(Schema schema, int number, NodeWriter writer) {
        boolean message = schema.getType() == Schema.Type.RECORD;
        ProtobufType.WireType type = ProtobufType.wrapped(schema)
                ? ProtobufType.WireType.LEN
                : ProtobufType.of(schema).wireType();
        return tagged(number, type, message ? ProtobufScalars.delimited(writer) : writer);
    }

    private static NodeWriter tagged(int number, ProtobufType.WireType type, NodeWriter writer) {
        long tag = ((long) number << TYPE_BITS) | type.number();
        byte[] bytes = new byte[Varint.unsignedWidth(tag)];
        Varint.writeUnsigned(bytes, 0, bytes.length, tag);
        return (value, record) -> {
            record.write(bytes, 0, bytes.length);
            writer.write(value, record);
        };
    }
}
