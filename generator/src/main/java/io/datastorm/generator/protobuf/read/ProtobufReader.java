package io.datastorm.generator.protobuf.read;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.protobuf.RegisteredMessage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads a message of a {@code .proto} file, or of a descriptor set, as an Avro schema. */
public final class ProtobufReader {
    private static final List<String> DESCRIPTOR_SETS = List.of(".desc", ".protoset", ".binpb", ".pb");

    private ProtobufReader() {}

    /** Whether a file of this name has messages of Protobuf. */
    public static boolean reads(Path file) {
        return file.toString().endsWith(".proto") || descriptorSet(file);
    }

    private static boolean descriptorSet(Path file) {
        return DESCRIPTOR_SETS.stream().anyMatch(file.toString()::endsWith);
    }

    /**
     * The schema of a message.
     *
     * @param message its name, of which the beginning may be left out; empty: the first of the file
     * @throws InvalidInput with what is wrong with the file, or with those that it imports
     */
    public static Schema read(Path file, Optional<String> message) {
        ProtobufModule module = descriptorSet(file) ? DescriptorSet.read(file) : ProtobufCompiler.compile(file);
        return schema(file.toString(), module, chosen(file, module, message));
    }

    /**
     * The schema of a message of a file in a registry.
     *
     * @param where the file is, for people
     * @throws InvalidInput with what is wrong with the file, or if it has no such message
     */
    public static Schema read(RegisteredMessage message, String where) {
        ProtobufModule module = DescriptorSet.isDescriptor(message.file().text())
                ? DescriptorSet.read(message.file(), where)
                : ProtobufCompiler.compile(message.file(), where);
        FileDescriptor file = module.linked().get(module.linked().size() - 1);
        Descriptor chosen = null;
        for (int index : message.indexes()) {
            List<Descriptor> choice = chosen == null ? file.getMessageTypes() : chosen.getNestedTypes();
            if (index < 0 || index >= choice.size()) {
                throw new InvalidInput(where, "has no message at the place %s".formatted(message.indexes()));
            }
            chosen = choice.get(index);
        }
        return schema(where, module, chosen);
    }

    private static Schema schema(String where, ProtobufModule module, Descriptor chosen) {
        try {
            Schema schema = new MessageSchema(module.comments()).of(chosen);
            RegisteredMessage.of(chosen, module.files().get(chosen.getFile().getName()))
                    .addTo(schema);
            return schema;
        } catch (IllegalArgumentException | AvroRuntimeException e) {
            throw new InvalidInput(where, e.getMessage());
        }
    }

    private static Descriptor chosen(Path file, ProtobufModule module, Optional<String> name) {
        Map<String, Descriptor> messages = messages(module);
        if (messages.isEmpty()) {
            throw new InvalidInput(file.toString(), "has no message");
        }
        if (name.isEmpty()) {
            return messages.values().iterator().next();
        }
        List<Descriptor> found = messages.values().stream()
                .filter(message -> ("." + message.getFullName()).endsWith("." + name.get()))
                .toList();
        if (messages.containsKey(name.get()) || found.size() == 1) {
            return messages.getOrDefault(name.get(), found.isEmpty() ? null : found.get(0));
        }
        List<String> names = List.copyOf(messages.keySet());
        String what =
                found.isEmpty() ? "%s has no message '%s'; it has %s%s" : "%s has several messages '%s'; it has %s%s";
        throw new InvalidInput(
                "--message",
                what.formatted(file, name.get(), String.join(", ", names), Nearest.hint(name.get(), names)));
    }

    /** By their full names; those of the file itself come before those of others. */
    private static Map<String, Descriptor> messages(ProtobufModule module) {
        Map<String, Descriptor> messages = new LinkedHashMap<>();
        for (int i = module.linked().size() - 1; i >= 0; i--) {
            FileDescriptor linked = module.linked().get(i);
            if (module.files().containsKey(linked.getName())) {
                linked.getMessageTypes().forEach(message -> collect(message, messages));
            }
        }
        return messages;
    }

    private static void collect(Descriptor message, Map<String, Descriptor> into) {
        if (!message.getOptions().getMapEntry()) {
            into.put(message.getFullName(), message);
            message.getNestedTypes().forEach(nested -> collect(nested, into));
        }
    }
}
