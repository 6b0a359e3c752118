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

/** Reads what {@code protoc --descriptor_set_out --include_imports} writes: the file that was compiled comes last. */
final class DescriptorSet {
    private static final long MOST_BYTES = 64 << 20;

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
