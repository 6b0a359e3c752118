package io.datastorm.generator.protobuf.read;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.datastorm.generator.input.InvalidInput;
import java.util.HashMap;
import java.util.Map;

/** Makes linked descriptors of files, each of which comes behind those that it imports. */
final class ProtobufLinker {
    private final String where;
    private final Map<String, FileDescriptor> linked = new HashMap<>();

    /** Says where, if something is wrong. */
    ProtobufLinker(String where) {
        this.where = where;
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
