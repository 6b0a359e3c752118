package io.datastorm.generator.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * What a registry, and the header of a value, say of a message.
 *
 * @param file in which it is
 * @param indexes where it is there: the place of the outermost message among those of the file, then of those nested
 */
public record RegisteredMessage(ProtobufFile file, List<Integer> indexes) {
    /** The property of the schema of a message. */
    private static final String PROPERTY = "protobuf.message";

    /** That of a message of a file. */
    public static RegisteredMessage of(Descriptor message, ProtobufFile file) {
        List<Integer> indexes = new ArrayList<>();
        for (Descriptor each = message; each != null; each = each.getContainingType()) {
            indexes.add(0, each.getIndex());
        }
        return new RegisteredMessage(file, indexes);
    }

    /** That of a schema; one that was not read from a {@code .proto} file is printed as such a file. */
    public static RegisteredMessage of(Schema schema) {
        if (schema.getObjectProp(PROPERTY) instanceof Map<?, ?> property) {
            List<Integer> indexes = ((List<?>) property.get("indexes"))
                    .stream().map(index -> ((Number) index).intValue()).toList();
            return new RegisteredMessage(ProtobufFile.ofProperty((List<?>) property.get("files")), indexes);
        }
        return new RegisteredMessage(
                new ProtobufFile(schema.getName() + ".proto", ProtobufText.of(schema), List.of()), List.of(0));
    }

    /** Whether a schema was read from a {@code .proto} file. */
    public static boolean has(Schema schema) {
        return schema.getObjectProp(PROPERTY) instanceof Map<?, ?>;
    }

    /**
     * Reads the place of a message in its file, as it stands before a value.
     *
     * @throws IOException if it is not there
     */
    public static List<Integer> place(CodedInputStream in) throws IOException {
        int count = in.readSInt32();
        List<Integer> place = new ArrayList<>();
        for (int i = 0; i < count && !in.isAtEnd(); i++) {
            place.add(in.readSInt32());
        }
        // No indexes mean the first message.
        return count == 0 ? List.of(0) : place;
    }

    /** Says it in the schema of the message. */
    public void addTo(Schema schema) {
        schema.addProp(PROPERTY, Map.of("files", file.toProperty(), "indexes", indexes));
    }
}
