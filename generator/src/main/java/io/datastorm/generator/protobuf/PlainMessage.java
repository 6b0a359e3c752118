package io.datastorm.generator.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Messages in Java's own classes, under the names of their Avro schema: maps, lists, numbers, texts. Bytes are text of
 * as many characters, times and durations are microseconds. Thread-safe.
 */
public final class PlainMessage {
    private static final long MICROS = 1_000_000;
    private static final int NANOS_IN_MICRO = 1000;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private final Schema schema;
    private final Descriptor descriptor;

    /** For messages of this schema. */
    public PlainMessage(Schema schema) {
        this.schema = schema;
        this.descriptor = MessageFile.descriptor(schema);
    }

    /** The schema of the messages. */
    public Schema schema() {
        return schema;
    }

    /**
     * Reads one, up to the end of the bytes.
     *
     * @throws IOException if it is none
     */
    public Map<String, Object> read(CodedInputStream in) throws IOException {
        return record(schema, DynamicMessage.parseFrom(descriptor, in));
    }

    private static Map<String, Object> record(Schema schema, Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (MessageField field : MessageField.of(schema)) {
            fields.put(field.field().name(), field(field, message));
        }
        return fields;
    }

    /** Null if it is absent. */
    private static Object field(MessageField field, Message message) {
        Schema schema = field.field().schema();
        List<Schema> branches = MessageField.branches(schema);
        for (int i = 0; i < branches.size(); i++) {
            Schema branch = branches.get(i);
            if (MessageField.member(branch)) {
                Map<String, Object> member = record(branch, message);
                if (!member.containsValue(null)) {
                    return member;
                }
            } else {
                FieldDescriptor found = message.getDescriptorForType().findFieldByNumber(field.number() + i);
                if (found != null && (!schema.isUnion() || there(message, found))) {
                    return value(branch, message.getField(found));
                }
            }
        }
        return null;
    }

    /** Protobuf does not tell empty lists from absent ones, nor zeros of fields without presence. */
    private static boolean there(Message message, FieldDescriptor field) {
        return field.isRepeated()
                ? message.getRepeatedFieldCount(field) > 0
                : !field.hasPresence() || message.hasField(field);
    }

    private static Object value(Schema schema, Object value) {
        return switch (schema.getType()) {
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                ((List<?>) value).forEach(item -> items.add(single(schema.getElementType(), item)));
                yield items;
            }
            case MAP -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                for (Object each : (List<?>) value) {
                    Message entry = (Message) each;
                    entries.put(String.valueOf(part(entry, 1)), single(schema.getValueType(), part(entry, 2)));
                }
                yield entries;
            }
            default -> single(schema, value);
        };
    }

    private static Object part(Message message, int number) {
        return message.getField(message.getDescriptorForType().findFieldByNumber(number));
    }

    private static Object single(Schema schema, Object read) {
        Object value = ProtobufType.wrapped(schema) ? part((Message) read, 1) : read;
        return switch (ProtobufType.of(schema)) {
            case MESSAGE -> record(schema, (Message) value);
            case TIMESTAMP, DURATION ->
                (long) part((Message) value, 1) * MICROS + (int) part((Message) value, 2) / NANOS_IN_MICRO;
            case ENUM -> symbol(schema, ((EnumValueDescriptor) value).getNumber());
            case BYTES -> ((ByteString) value).toString(StandardCharsets.ISO_8859_1);
            case UINT32, FIXED32 -> (int) value & UNSIGNED;
            default -> value;
        };
    }

    /** Null if the schema has no symbol of this number: a later version of the message may have. */
    private static String symbol(Schema schema, int number) {
        int[] numbers = MessageEnum.numbers(schema);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return schema.getEnumSymbols().get(i);
            }
        }
        return null;
    }
}
