package io.datastorm.generator.protobuf.read;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.protobuf.ProtobufFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads what {@code protoc --descriptor_set_out --include_imports} writes: the file that was compiled comes last. */
final class DescriptorSet {
    private static final long MOST_BYTES = 64 << 20;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private DescriptorSet() {}

    /**
     * Reads one.
     *
     * @throws InvalidInput if it is not one, or not complete
     */
    static ProtobufModule read(Path path) {
        ProtobufLinker linker = new ProtobufLinker(path.toString());
        Map<String, ProtobufFile> files = new LinkedHashMap<>();
        List<FileDescriptor> own = new ArrayList<>();
        for (FileDescriptorProto file : parse(path).getFileList()) {
            FileDescriptor linked = linker.link(file);
            if (!ProtobufFile.wellKnown(file.getName())) {
                files.put(file.getName(), file(file, files));
                own.add(linked);
            }
        }
        if (own.isEmpty()) {
            throw new InvalidInput(
                    path.toString(), "has no files of your own; is it what protoc --descriptor_set_out wrote?");
        }
        return new ProtobufModule(own, files, new ProtobufComments());
    }

    /** Whether the text of a file in a registry is a descriptor, and no {@code .proto} file. */
    static boolean isDescriptor(String text) {
        return BASE64.matcher(text.strip()).matches();
    }

    /**
     * Links a descriptor of a registry with those that it imports.
     *
     * @param where it is, for people
     * @throws InvalidInput if one of them is no descriptor
     */
    static ProtobufModule read(ProtobufFile file, String where) {
        ProtobufLinker linker = ProtobufLinker.withWellKnown(where);
        Map<String, ProtobufFile> files = new LinkedHashMap<>();
        List<FileDescriptor> own = new ArrayList<>();
        link(file, where, linker, files, own);
        return new ProtobufModule(own, files, new ProtobufComments());
    }

    private static void link(
            ProtobufFile file,
            String where,
            ProtobufLinker linker,
            Map<String, ProtobufFile> files,
            List<FileDescriptor> own) {
        file.imports().forEach(imported -> link(imported, where, linker, files, own));
        try {
            FileDescriptorProto proto = FileDescriptorProto.parseFrom(
                    Base64.getDecoder().decode(file.text().strip()));
            files.put(proto.getName(), new ProtobufFile(proto.getName(), file.text(), file.imports()));
            own.add(linker.link(proto));
        } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
            throw new InvalidInput(where, "has a file that is no descriptor, as the others are: " + file.name());
        }
    }

    private static FileDescriptorSet parse(Path path) {
        try {
            return FileDescriptorSet.parseFrom(InputFile.bytes(path, MOST_BYTES));
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidInput(
                    path.toString(),
                    "is no descriptor set, which protoc --descriptor_set_out writes: " + e.getMessage());
        }
    }

    private static ProtobufFile file(FileDescriptorProto file, Map<String, ProtobufFile> earlier) {
        List<ProtobufFile> imports = file.getDependencyList().stream()
                .map(earlier::get)
                .filter(Objects::nonNull)
                .toList();
        return new ProtobufFile(file.getName(), Base64.getEncoder().encodeToString(file.toByteArray()), imports);
    }
}
