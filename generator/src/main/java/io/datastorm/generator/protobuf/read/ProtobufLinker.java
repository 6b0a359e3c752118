package io.datastorm.generator.protobuf.read;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import io.datastorm.generator.input.InvalidInput;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Makes linked descriptors of files, each of which comes behind those that it imports. */
final class ProtobufLinker {
    private final String where;
    private final Map<String, FileDescriptor> linked = new HashMap<>();

    /** Says where, if something is wrong. */
    ProtobufLinker(String where) {
        this.where = where;
    }

    /** One that has the files that come with Protobuf. */
    static ProtobufLinker withWellKnown(String where) {
        ProtobufLinker linker = new ProtobufLinker(where);
        Stream.of(
                        AnyProto.getDescriptor(),
                        ApiProto.getDescriptor(),
                        DescriptorProtos.getDescriptor(),
                        DurationProto.getDescriptor(),
                        EmptyProto.getDescriptor(),
                        FieldMaskProto.getDescriptor(),
                        SourceContextProto.getDescriptor(),
                        StructProto.getDescriptor(),
                        TimestampProto.getDescriptor(),
                        TypeProto.getDescriptor(),
                        WrappersProto.getDescriptor())
                .forEach(file -> linker.linked.put(file.getName(), file));
        return linker;
    }

    /**
     * Links the next file.
     *
     * @throws InvalidInput if it is not valid, or needs a file that has not come
     */
    FileDescriptor link(FileDescriptorProto file) {
        FileDescriptor[] imports = file.getDependencyList().stream()
                .map(name -> imported(file.getName(), name))
                .toArray(FileDescriptor[]::new);
        try {
            FileDescriptor made = FileDescriptor.buildFrom(file, imports);
            linked.put(file.getName(), made);
            return made;
        } catch (DescriptorValidationException e) {
            throw new InvalidInput(where, e.getMessage());
        }
    }

    private FileDescriptor imported(String importing, String name) {
        FileDescriptor found = linked.get(name);
        if (found == null) {
            throw new InvalidInput(
                    where,
                    "%s imports '%s', which is not in it; use protoc --include_imports".formatted(importing, name));
        }
        return found;
    }
}
