package io.datastorm.generator.format;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.datastorm.generator.protobuf.MessageFile;
import io.datastorm.generator.protobuf.RegisteredMessage;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;

/** Reads values with Protobuf's own reader. A field that the message does not have makes a value wrong. */
final class ProtobufCheck implements ValueCheck {
    private final Descriptor message;
    private final boolean registered;
    /** Where the message is in the registered file. */
    private final List<Integer> indexes;

    ProtobufCheck(Schema schema, boolean registered) {
        this.message = MessageFile.descriptor(schema);
        this.registered = registered;
        this.indexes = RegisteredMessage.of(schema).indexes();
    }

    @Override
    public boolean test(byte[] bytes, int offset, int length) {
        int header = registered ? WireFormat.WIDTH : 0;
        if (registered && !WireFormat.hasHeader(bytes, offset, length)) {
            return false;
        }
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes, offset + header, length - header);
            return (!registered || RegisteredMessage.place(in).equals(indexes))
                    && known(DynamicMessage.parseFrom(message, in));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean known(Message value) {
        return value.getUnknownFields().isEmpty()
                && value.getAllFields().values().stream().allMatch(ProtobufCheck::knownParts);
    }

    private static boolean knownParts(Object part) {
        if (part instanceof List<?> list) {
            return list.stream().allMatch(ProtobufCheck::knownParts);
        }
        return !(part instanceof Message inner) || known(inner);
    }
}
