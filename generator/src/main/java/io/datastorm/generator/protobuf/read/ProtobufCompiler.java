package io.datastorm.generator.protobuf.read;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.MessageType;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaException;
import com.squareup.wire.schema.Type;
import com.squareup.wire.schema.internal.SchemaEncoder;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.generator.protobuf.ProtobufFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles {@code .proto} files.
 *
 * @see <a href="https://square.github.io/wire/">Wire, which does it</a>
 */
final class ProtobufCompiler {
    private final String where;
    private final List<Problem> problems = new ArrayList<>();
    private final ProtobufComments comments = new ProtobufComments();

    private ProtobufCompiler(String where) {
        this.where = where;
    }

    /**
     * Compiles a file and those that it imports.
     *
     * @throws InvalidInput with what is wrong with them
     */
    static ProtobufModule compile(Path file) {
        return new ProtobufCompiler(file.toString()).compile(ProtobufSources.of(file));
    }

    /**
     * Likewise, for a file of a registry.
     *
     * @param where it is, for people
     */
    static ProtobufModule compile(ProtobufFile file, String where) {
        return new ProtobufCompiler(where).compile(ProtobufSources.of(file, where));
    }

    private ProtobufModule compile(ProtobufSources sources) {
        sources.read();
        Schema schema = schema(sources);
        SchemaEncoder encoder = new SchemaEncoder(schema);
        ProtobufLinker linker = new ProtobufLinker(where);
        List<FileDescriptor> all = new ArrayList<>();
        for (ProtoFile parsed : sources.parsed()) {
            ProtoFile linked = schema.protoFile(parsed.getLocation().getPath());
            linked.getTypes().forEach(this::comments);
            all.add(linker.link(encoded(encoder, linked)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new ProtobufModule(all, sources.files(), comments);
    }

    private Schema schema(ProtobufSources sources) {
        try {
            return new Linker(CoreLoader.INSTANCE, new ErrorCollector(), true, true).link(sources.parsed());
        } catch (SchemaException e) {
            // Each error has lines of its own for the places that it is in.
            throw new InvalidInput(String.valueOf(e.getMessage())
                    .lines()
                    .collect(ArrayList<String>::new, ProtobufCompiler::addLine, List::addAll)
                    .stream()
                    .map(error -> new Problem(where, withHint(error)))
                    .toList());
        }
    }

    private static String withHint(String error) {
        return error.startsWith("unable to resolve") ? error + "; is the file imported that has it?" : error;
    }

    private static void addLine(List<String> errors, String line) {
        if (line.startsWith(" ") && !errors.isEmpty()) {
            errors.set(errors.size() - 1, errors.get(errors.size() - 1) + "; " + line.strip());
        } else {
            errors.add(line.strip());
        }
    }

    private static FileDescriptorProto encoded(SchemaEncoder encoder, ProtoFile file) {
        try {
            return FileDescriptorProto.parseFrom(encoder.encode(file).toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Wire writes descriptors", e);
        }
    }

    private void comments(Type type) {
        String name = type.getType().toString();
        comments.add(name, type.getDocumentation(), where, problems);
        if (type instanceof MessageType message) {
            message.getFieldsAndOneOfFields()
                    .forEach(field ->
                            comments.add(name + "." + field.getName(), field.getDocumentation(), where, problems));
        }
        type.getNestedTypes().forEach(this::comments);
    }
}
