package io.datastorm.generator.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Makes a file of messages of an Avro schema: one message for each record, the outermost first.
 *
 * <p>A union with null is an optional field, any other union a oneof. What Protobuf has no form for is refused: arrays
 * of arrays, and of unions.
 */
public final class MessageFile {
    private static final List<FileDescriptor> WELL_KNOWN =
            List.of(DurationProto.getDescriptor(), TimestampProto.getDescriptor(), WrappersProto.getDescriptor());

    private final FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final Deque<Schema> waiting = new ArrayDeque<>();

    private MessageFile() {}

    /**
     * The file of a schema.
     *
     * @throws IllegalArgumentException if it is no record, or has a field without a form in Protobuf
     */
    static FileDescriptorProto of(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("values must be records to be messages of Protobuf, got the type "
                    + schema.getType().getName());
        }
        MessageFile made = new MessageFile();
        made.file.setName(schema.getName() + ".proto").setSyntax("proto3");
        if (schema.getNamespace() != null) {
            made.file.setPackage(schema.getNamespace());
        }
        made.reference(schema);
        while (!made.waiting.isEmpty()) {
            Schema next = made.waiting.remove();
            if (next.getType() == Schema.Type.ENUM) {
                made.file.addEnumType(made.enumeration(next));
            } else {
                made.file.addMessageType(made.message(next));
            }
        }
        return made.file.build();
    }

    /** The message of a schema, for readers. */
    public static Descriptor descriptor(Schema schema) {
        try {
            FileDescriptorProto proto = of(schema);
            FileDescriptor[] imports = WELL_KNOWN.stream()
                    .filter(each -> proto.getDependencyList().contains(each.getName()))
                    .toArray(FileDescriptor[]::new);
            return FileDescriptor.buildFrom(proto, imports).getMessageTypes().get(0);
        } catch (DescriptorValidationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The name of a record's message, or of an enum, which is made later. */
    private String reference(Schema schema) {
        return names.computeIfAbsent(schema.getFullName(), full -> {
            waiting.add(schema);
            String name = taken.contains(schema.getName()) ? full.replace('.', '_') : schema.getName();
            taken.add(name);
            return name;
        });
    }

    private String path(Schema schema) {
        String prefix = file.getPackage().isEmpty() ? "." : "." + file.getPackage() + ".";
        return prefix + reference(schema);
    }

    private DescriptorProto message(Schema record) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(reference(record));
        List<MessageField> fields = MessageField.of(record);
        fields.stream().filter(MessageFile::choice).forEach(field -> oneof(field, message));
        fields.stream().filter(field -> !choice(field)).forEach(field -> field(field, message));
        return message.build();
    }

    private static boolean choice(MessageField field) {
        List<Schema> branches = MessageField.branches(field.field().schema());
        return branches.size() > 1 || branches.stream().anyMatch(MessageField::member);
    }

    private void oneof(MessageField field, DescriptorProto.Builder message) {
        int index = message.getOneofDeclCount();
        message.addOneofDecl(
                OneofDescriptorProto.newBuilder().setName(field.field().name()));
        List<Schema> branches = MessageField.branches(field.field().schema());
        for (int i = 0; i < branches.size(); i++) {
            Schema branch = branches.get(i);
            if (MessageField.member(branch)) {
                MessageField own = MessageField.of(branch).get(0);
                if (own.field().schema().getType() != Schema.Type.NULL) {
                    message.addField(
                            single(own.field().name(), own.number(), own.field().schema())
                                    .setOneofIndex(index));
                }
            } else {
                String name = field.field().name() + "_" + branch.getName().toLowerCase(Locale.ROOT);
                message.addField(single(name, field.number() + i, branch).setOneofIndex(index));
            }
        }
    }

    private void field(MessageField field, DescriptorProto.Builder message) {
        String name = field.field().name();
        List<Schema> branches = MessageField.branches(field.field().schema());
        Schema schema = branches.isEmpty() ? Schema.create(Schema.Type.NULL) : branches.get(0);
        switch (schema.getType()) {
            case NULL -> {}
            case ARRAY ->
                message.addField(
                        single(name, field.number(), schema.getElementType()).setLabel(Label.LABEL_REPEATED));
            case MAP -> map(field, schema, message);
            default -> {
                FieldDescriptorProto.Builder made = single(name, field.number(), schema);
                if (!field.implicit()
                        && ProtobufType.of(schema) != ProtobufType.MESSAGE
                        && made.getTypeName().isEmpty()) {
                    made.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
                    message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + name));
                }
                message.addField(made);
            }
        }
    }

    /** A map is an array of messages, each with a key and a value. */
    private void map(MessageField field, Schema map, DescriptorProto.Builder message) {
        String entry = camelCase(field.field().name()) + "Entry";
        Schema key = Schema.create(Schema.Type.STRING);
        if (map.getObjectProp(ProtobufType.PROPERTY) instanceof String type) {
            key.addProp(ProtobufType.PROPERTY, type);
        }
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(single("key", 1, key))
                .addField(single("value", 2, map.getValueType())));
        message.addField(FieldDescriptorProto.newBuilder()
                .setName(field.field().name())
                .setNumber(field.number())
                .setLabel(Label.LABEL_REPEATED)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName("%s.%s".formatted(ownPath(message), entry)));
    }

    private String ownPath(DescriptorProto.Builder message) {
        return (file.getPackage().isEmpty() ? "." : "." + file.getPackage() + ".") + message.getName();
    }

    /** As Protobuf's compiler names the entries of maps. */
    private static String camelCase(String name) {
        StringBuilder made = new StringBuilder();
        boolean upper = true;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '_') {
                upper = true;
            } else {
                made.append(upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        return made.toString();
    }

    private FieldDescriptorProto.Builder single(String name, int number, Schema schema) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(Label.LABEL_OPTIONAL);
        switch (schema.getType()) {
            case ARRAY, MAP, UNION, NULL ->
                throw new IllegalArgumentException(
                        "field %s: Protobuf has no form for values of type %s inside arrays, maps and unions; "
                                        .formatted(name, schema.getType().getName())
                                + "make them a field of a record");
            case RECORD -> field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(path(schema));
            case ENUM -> field.setType(FieldDescriptorProto.Type.TYPE_ENUM).setTypeName(path(schema));
            default -> scalar(field, ProtobufType.name(schema));
        }
        return field;
    }

    private void scalar(FieldDescriptorProto.Builder field, String type) {
        if (!type.contains(".")) {
            field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
            return;
        }
        field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName("." + type);
        FileDescriptor imported = WELL_KNOWN.stream()
                .filter(each -> each.findMessageTypeByName(type.substring(type.lastIndexOf('.') + 1)) != null)
                .findFirst()
                .orElseThrow();
        if (!file.getDependencyList().contains(imported.getName())) {
            file.addDependency(imported.getName());
        }
    }

    private EnumDescriptorProto enumeration(Schema schema) {
        return MessageEnum.of(schema, reference(schema));
    }
}
