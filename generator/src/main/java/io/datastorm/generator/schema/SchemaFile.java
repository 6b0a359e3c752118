package io.datastorm.generator.schema;

import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.protobuf.read.ProtobufReader;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A file with a schema: an Avro schema, a {@code .proto} file, or a descriptor set.
 *
 * @param message which message of Protobuf is meant; empty: the first of the file
 */
public record SchemaFile(Path path, Optional<String> message) {
    /** Whether it has messages of Protobuf. */
    public boolean messages() {
        return ProtobufReader.reads(path);
    }

    /**
     * Reads it.
     *
     * @throws InvalidInput with everything that is wrong with it
     */
    public Schema read() {
        if (messages()) {
            return ProtobufReader.read(path, message);
        }
        message.ifPresent(name -> {
            throw new InvalidInput("--message", "is for .proto files and descriptor sets, not for " + path);
        });
        return SchemaReader.read(path);
    }

    /**
     * The text of an Avro schema that stands alone: for processes that do not have the file.
     *
     * @throws InvalidInput with everything that is wrong with it
     */
    public String text() {
        return messages() ? read().toString() : InputFile.read(path);
    }
}
