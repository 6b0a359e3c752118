package io.datastorm.generator.format;

import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.protobuf.ProtobufFile;
import io.datastorm.generator.protobuf.RegisteredMessage;
import io.datastorm.generator.stamp.Varint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schema of values in Protobuf: the file of their message, with references to those that it imports. */
final class ProtobufSchema {
    private ProtobufSchema() {}

    static RegisteredSchema of(Schema schema) {
        return of(RegisteredMessage.of(schema).file(), Optional.of(schema.getFullName()), new HashMap<>());
    }

    /** Many files may import the same one. */
    private static RegisteredSchema of(
            ProtobufFile file, Optional<String> messageName, Map<String, RegisteredSchema> made) {
        List<RegisteredSchema.Reference> references = new ArrayList<>();
        for (ProtobufFile each : file.imports()) {
            if (!made.containsKey(each.name())) {
                made.put(each.name(), of(each, Optional.empty(), made));
            }
            references.add(new RegisteredSchema.Reference(each.name(), made.get(each.name())));
        }
        return new RegisteredSchema(RegisteredSchema.PROTOBUF, file.text(), messageName, references);
    }

    /**
     * Where the message is in its file: how many indexes there are, and the indexes; a single zero for the first
     * message.
     */
    static byte[] place(Schema schema) {
        List<Integer> indexes = RegisteredMessage.of(schema).indexes();
        if (indexes.equals(List.of(0))) {
            return new byte[1];
        }
        byte[] place = new byte
                [Varint.width(indexes.size())
                        + indexes.stream().mapToInt(Varint::width).sum()];
        int offset = put(place, 0, indexes.size());
        for (int index : indexes) {
            offset = put(place, offset, index);
        }
        return place;
    }

    private static int put(byte[] bytes, int offset, int number) {
        int width = Varint.width(number);
        Varint.write(bytes, offset, width, number);
        return offset + width;
    }
}
