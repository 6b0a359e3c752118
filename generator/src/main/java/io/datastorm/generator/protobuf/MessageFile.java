package io.datastorm.generator.protobuf;

import com.google.protobuf.AnyProto;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Makes a file of messages of an Avro schema: one message for each record, the outermost first.
 *
 * <p>A union with null is an optional field, any other union a oneof. What Protobuf has no form for is refused: arrays
 * of arrays, and of unions.
 */
public final class MessageFile {
    private static final List<FileDescriptor> WELL_KNOWN = List.of(
            AnyProto.getDescriptor(),
            DurationProto.getDescriptor(),
            TimestampProto.getDescriptor(),
            WrappersProto.getDescriptor());

    private final FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    private final Map<String, String> names = new HashMap<>();
    private final FreeNames taken = new FreeNames();
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
            return taken.free(schema.getName());
        });
    }

    private String path(Schema schema) {
        String prefix = file.getPackage().isEmpty() ? "." : "." + file.getPackage() + ".";
        return prefix + reference(schema);
    }

    private DescriptorProto message(Schema record) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(reference(record));
        List<MessageField> fields = MessageField.of(record);
        FreeNames names = new FreeNames();
        Map<MessageField, String> own = new LinkedHashMap<>();
        fields.forEach(field -> own.put(field, names.free(field.field().name())));
        fields.stream().filter(MessageFile::choice).forEach(field -> oneof(field, own.get(field), names, message));
        fields.stream().filter(field -> !choice(field)).forEach(field -> field(field, own.get(field), message));
        MessageField.leftOut(record)
                .forEach((name, number) ->
                        message.addField(any(names.free(name.toString()), ((Number) number).intValue())));
        return message.build();
    }

    /** Others may have values for it; what is packed has this form wherever it stands. */
    private FieldDescriptorProto.Builder any(String name, int number) {
        return scalar(numbered(name, number).setLabel(Label.LABEL_REPEATED), "google.protobuf.Any");
    }

    private static boolean choice(MessageField field) {
        List<Schema> branches = MessageField.branches(field.field().schema());
        return branches.size() > 1 || branches.stream().anyMatch(MessageField::member);
    }

    private void oneof(MessageField field, String name, FreeNames names, DescriptorProto.Builder message) {
        int index = message.getOneofDeclCount();
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(name));
        List<Schema> branches = MessageField.branches(field.field().schema());
        for (int i = 0; i < branches.size(); i++) {
            Schema branch = branches.get(i);
            if (MessageField.member(branch)) {
                MessageField own = MessageField.of(branch).get(0);
                String free = names.free(own.field().name());
                message.addField(
                        single(free, own.number(), own.field().schema()).setOneofIndex(index));
            } else {
                String free = names.free(name + "_" + branch.getName().toLowerCase(Locale.ROOT));
                message.addField(single(free, field.number() + i, branch).setOneofIndex(index));
            }
        }
    }

    private void field(MessageField field, String name, DescriptorProto.Builder message) {
        List<Schema> branches = MessageField.branches(field.field().schema());
        Schema schema = branches.isEmpty() ? Schema.create(Schema.Type.NULL) : branches.get(0);
        switch (schema.getType()) {
            case NULL -> {}
            case ARRAY ->
                message.addField(
                        single(name, field.number(), schema.getElementType()).setLabel(Label.LABEL_REPEATED));
            case MAP -> map(name, field.number(), schema, message);
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
    private void map(String name, int number, Schema map, DescriptorProto.Builder message) {
        String entry = camelCase(name) + "Entry";
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(scalar(
                        numbered("key", 1), ProtobufType.ofKeys(map).name().toLowerCase(Locale.ROOT)))
                .addField(single("value", 2, map.getValueType())));
        message.addField(FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
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

    private static FieldDescriptorProto.Builder numbered(String name, int number) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setLabel(Label.LABEL_OPTIONAL);
    }

    private FieldDescriptorProto.Builder single(String name, int number, Schema schema) {
        FieldDescriptorProto.Builder field = numbered(name, number);
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

    private FieldDescriptorProto.Builder scalar(FieldDescriptorProto.Builder field, String type) {
        if (!type.contains(".")) {
            return field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
        }
        field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName("." + type);
        FileDescriptor imported = WELL_KNOWN.stream()
                .filter(each -> each.findMessageTypeByName(type.substring(type.lastIndexOf('.') + 1)) != null)
                .findFirst()
                .orElseThrow();
        if (!file.getDependencyList().contains(imported.getName())) {
            file.addDependency(imported.getName());
        }
        return field;
    }

    private EnumDescriptorProto enumeration(Schema schema) {
        return MessageEnum.of(schema, reference(schema), taken);
    }
}
