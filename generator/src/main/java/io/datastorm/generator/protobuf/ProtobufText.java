package io.datastorm.generator.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Prints a schema as a {@code .proto} file. */
public final class ProtobufText {
    private static final Set<String> SCALARS = Arrays.stream(ProtobufType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    private final FileDescriptorProto file;
    private final StringBuilder out = new StringBuilder();

    private ProtobufText(FileDescriptorProto file) {
        this.file = file;
    }

    /**
     * The text of the file; its first message is the schema's.
     *
     * @throws IllegalArgumentException if Protobuf has no form for it
     */
    public static String of(Schema schema) {
        return new ProtobufText(MessageFile.of(schema)).print();
    }

    private String print() {
        out.append("syntax = \"proto3\";\n");
        if (!file.getPackage().isEmpty()) {
            out.append("\npackage ").append(file.getPackage()).append(";\n");
        }
        if (file.getDependencyCount() > 0) {
            out.append('\n');
            file.getDependencyList().forEach(name -> out.append("import \"%s\";\n".formatted(name)));
        }
        file.getMessageTypeList().forEach(this::message);
        file.getEnumTypeList().forEach(this::enumeration);
        return out.toString();
    }

    private void message(DescriptorProto message) {
        out.append("\nmessage ").append(message.getName()).append(" {\n");
        List<FieldDescriptorProto> fields = message.getFieldList();
        for (int i = 0; i < message.getOneofDeclCount(); i++) {
            int index = i;
            List<FieldDescriptorProto> members = fields.stream()
                    .filter(field -> field.hasOneofIndex() && !field.getProto3Optional())
                    .filter(field -> field.getOneofIndex() == index)
                    .toList();
            if (!members.isEmpty()) {
                out.append("  oneof ").append(message.getOneofDecl(i).getName()).append(" {\n");
                members.forEach(field -> out.append("    ").append(line(field, message)));
                out.append("  }\n");
            }
        }
        fields.stream()
                .filter(field -> !field.hasOneofIndex() || field.getProto3Optional())
                .forEach(field -> out.append("  ").append(line(field, message)));
        out.append("}\n");
    }

    private String line(FieldDescriptorProto field, DescriptorProto message) {
        return "%s %s = %d;\n".formatted(type(field, message), field.getName(), field.getNumber());
    }

    private String type(FieldDescriptorProto field, DescriptorProto message) {
        for (DescriptorProto entry : message.getNestedTypeList()) {
            if (field.getTypeName().endsWith("." + message.getName() + "." + entry.getName())) {
                return "map<%s, %s>".formatted(name(entry.getField(0)), name(entry.getField(1)));
            }
        }
        String label = field.getLabel() == Label.LABEL_REPEATED ? "repeated " : "";
        return (field.getProto3Optional() ? "optional " : label) + name(field);
    }

    private String name(FieldDescriptorProto field) {
        if (field.getTypeName().isEmpty()) {
            return field.getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
        }
        String own = "." + file.getPackage() + ".";
        String name = field.getTypeName();
        if (name.startsWith(own) && name.indexOf('.', own.length()) < 0) {
            String plain = name.substring(own.length());
            return SCALARS.contains(plain) ? name : plain;
        }
        // A package of ours with a part of this name would hide it.
        return own.contains(".google.") ? name : name.substring(1);
    }

    private void enumeration(EnumDescriptorProto made) {
        out.append("\nenum ").append(made.getName()).append(" {\n");
        if (made.getOptions().getAllowAlias()) {
            out.append("  option allow_alias = true;\n");
        }
        made.getValueList().forEach(value -> out.append("  %s = %d;\n".formatted(value.getName(), value.getNumber())));
        out.append("}\n");
    }
}
