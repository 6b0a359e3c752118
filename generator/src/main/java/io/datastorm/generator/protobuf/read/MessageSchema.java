package io.datastorm.generator.protobuf.read;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import io.datastorm.generator.protobuf.MessageField;
import io.datastorm.generator.protobuf.ProtobufType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Makes an Avro schema of a message.
 *
 * <p>A field that may be absent is a union with null; so is one that leads back to its own message. A oneof is a union
 * of records with one field each. Keys of maps are text, also where they are numbers. What {@code Any} packs cannot be
 * known: such a field is left out.
 */
final class MessageSchema {
    /** A map has so many keys at most, where two are all there can be. */
    private static final Map<String, Object> BOOLEANS = Map.of("min", 0, "max", 3);

    private static final Map<String, Object> FEW = Map.of("min", 1, "max", 4);
    /** How often a message has none of its own kind inside. */
    private static final Map<String, Object> RARELY = Map.of("null", 0.8);

    private static final Pattern UNSPECIFIED = Pattern.compile("(?i)(unspecified|unknown|undefined|invalid|unset)$");
    private static final int OFTEN = 50;
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final String ANY = "google.protobuf.Any";
    private static final Schema NULL = Schema.create(Schema.Type.NULL);

    private final ProtobufComments comments;
    private final Map<String, Schema> known = new HashMap<>();

    MessageSchema(ProtobufComments comments) {
        this.comments = comments;
    }

    /** The schema of a message. */
    Schema of(Descriptor message) {
        Schema earlier = known.get(message.getFullName());
        if (earlier != null) {
            return earlier;
        }
        Schema record = Schema.createRecord(
                message.getName(), comments.text(message.getFullName()), namespace(message.getFullName()), false);
        known.put(message.getFullName(), record);
        List<Schema.Field> fields = new ArrayList<>();
        Set<OneofDescriptor> made = new HashSet<>();
        Map<String, Object> unknown = new LinkedHashMap<>();
        for (FieldDescriptor field : message.getFields()) {
            OneofDescriptor oneof = field.getRealContainingOneof();
            if (any(field)) {
                unknown.put(field.getName(), field.getNumber());
            } else if (oneof == null) {
                fields.add(field(field));
            } else if (made.add(oneof)) {
                fields.add(new Schema.Field(oneof.getName(), oneof(oneof)));
            }
        }
        record.setFields(fields);
        MessageField.leaveOut(record, unknown);
        return record;
    }

    private static String namespace(String fullName) {
        int end = fullName.lastIndexOf('.');
        return end < 0 ? null : fullName.substring(0, end);
    }

    private Schema.Field field(FieldDescriptor field) {
        Schema schema = collected(field);
        boolean absent = !schema.isUnion() && mayBeAbsent(field);
        return commented(field, absent ? Schema.createUnion(NULL, schema) : schema);
    }

    private Schema.Field commented(FieldDescriptor field, Schema schema) {
        Schema.Field made = new Schema.Field(field.getName(), schema, comments.text(field.getFullName()));
        boolean implicit = !field.isRepeated() && !field.hasPresence();
        made.addProp(ProtobufType.PROPERTY, MessageField.property(field.getNumber(), implicit, field.isPacked()));
        comments.rule(field.getFullName())
                .or(() -> schema.isUnion() && recursive(field) ? Optional.of(RARELY) : Optional.empty())
                .ifPresent(rule -> made.addProp("datastorm", rule));
        return made;
    }

    private static boolean mayBeAbsent(FieldDescriptor field) {
        if (field.isRepeated() || field.isRequired()) {
            return false;
        }
        return message(field) ? recursive(field) || wrapper(field.getMessageType()) : field.hasPresence();
    }

    private static boolean message(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }

    private static boolean recursive(FieldDescriptor field) {
        return message(field) && ProtobufRecursion.leadsBack(field);
    }

    private static boolean wrapper(Descriptor message) {
        return message.getFile().getFullName().equals("google/protobuf/wrappers.proto");
    }

    private Schema oneof(OneofDescriptor oneof) {
        List<Schema> members = new ArrayList<>();
        List<FieldDescriptor> known =
                oneof.getFields().stream().filter(field -> !any(field)).toList();
        for (FieldDescriptor field : known) {
            Schema member = Schema.createRecord(
                    field.getName(), null, oneof.getContainingType().getFullName() + "." + oneof.getName(), false);
            member.setFields(List.of(commented(field, single(field))));
            MessageField.makeMember(member);
            members.add(member);
        }
        // Otherwise it would have no finite value.
        if (known.stream().allMatch(MessageSchema::recursive)) {
            members.add(NULL);
        }
        return Schema.createUnion(members);
    }

    private Schema collected(FieldDescriptor field) {
        if (field.isMapField()) {
            return map(field);
        }
        return field.isRepeated() ? Schema.createArray(single(field)) : single(field);
    }

    /** Whether nobody knows what is in it. */
    private static boolean any(FieldDescriptor field) {
        boolean any = field.isMapField()
                ? any(field.getMessageType().findFieldByName("value"))
                : message(field) && field.getMessageType().getFullName().equals(ANY);
        if (any && field.isRequired()) {
            throw new IllegalArgumentException(
                    "field %s is required and of type Any: nobody knows what it packs".formatted(field.getFullName()));
        }
        return any;
    }

    private Schema map(FieldDescriptor field) {
        FieldDescriptor key = field.getMessageType().findFieldByName("key");
        Schema map = Schema.createMap(single(field.getMessageType().findFieldByName("value")));
        if (key.getType() == FieldDescriptor.Type.BOOL) {
            map.addProp(
                    "arg.properties", Map.of("length", BOOLEANS, "keys", Map.of("options", List.of("true", "false"))));
        } else if (key.getType() != FieldDescriptor.Type.STRING) {
            map.addProp("arg.properties", Map.of("length", FEW, "keys", Map.of("regex", "[1-9][0-9]{0,4}")));
        }
        if (key.getType() != FieldDescriptor.Type.STRING) {
            map.addProp(ProtobufType.PROPERTY, key.getType().name().toLowerCase(Locale.ROOT));
        }
        return map;
    }

    /** The value that stands for none is rare in real data. */
    private static Optional<Map<String, Object>> rarelyUnspecified(EnumDescriptor type) {
        List<EnumValueDescriptor> values = type.getValues();
        if (values.size() < 2 || !UNSPECIFIED.matcher(values.get(0).getName()).find()) {
            return Optional.empty();
        }
        List<String> names = values.stream().map(EnumValueDescriptor::getName).toList();
        List<Integer> weights =
                values.stream().map(value -> value.getIndex() == 0 ? 1 : OFTEN).toList();
        return Optional.of(Map.of("oneOf", names, "weights", weights));
    }

    private Schema single(FieldDescriptor field) {
        return switch (field.getType()) {
            case MESSAGE -> message(field.getMessageType());
            case ENUM -> enumeration(field.getEnumType());
            case GROUP ->
                throw new IllegalArgumentException("field %s is a group, which is not supported; make it a message"
                        .formatted(field.getFullName()));
            default -> scalar(field.getType().name().toLowerCase(Locale.ROOT));
        };
    }

    private static Schema scalar(String name) {
        Schema schema = Schema.create(ProtobufType.named(name).avro());
        schema.addProp(ProtobufType.PROPERTY, name);
        return schema;
    }

    private Schema message(Descriptor message) {
        if (wrapper(message)) {
            return scalar(message.getFullName());
        }
        return switch (message.getFullName()) {
            case "google.protobuf.Timestamp" ->
                LogicalTypes.timestampMicros().addToSchema(scalar(message.getFullName()));
            case "google.protobuf.Duration" -> {
                Schema duration = scalar(message.getFullName());
                duration.addProp("datastorm", Map.of("min", 0, "max", HOUR_MICROS));
                yield duration;
            }
            default -> of(message);
        };
    }

    private Schema enumeration(EnumDescriptor type) {
        return known.computeIfAbsent(type.getFullName(), name -> {
            List<String> symbols =
                    type.getValues().stream().map(EnumValueDescriptor::getName).toList();
            Map<String, Object> numbers = new LinkedHashMap<>();
            type.getValues().forEach(value -> numbers.put(value.getName(), value.getNumber()));
            Schema made = Schema.createEnum(type.getName(), comments.text(name), namespace(name), symbols);
            made.addProp(ProtobufType.PROPERTY, numbers);
            rarelyUnspecified(type).ifPresent(rule -> made.addProp("datastorm", rule));
            return made;
        });
    }
}
