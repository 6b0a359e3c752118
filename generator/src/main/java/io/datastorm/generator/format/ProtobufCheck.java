package io.datastorm.generator.format;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.datastorm.generator.protobuf.MessageFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/** Reads values with Protobuf's own reader. A field that the message does not have makes a value wrong. */
final class ProtobufCheck implements ValueCheck {
    private final Descriptor message;
    /** Behind the id of the schema; empty without a registry. */
    private final byte[] place;

    ProtobufCheck(Schema schema, boolean registered) {
        message = MessageFile.descriptor(schema);
        place = registered ? ProtobufSchema.place(schema) : new byte[0];
    }

    @Override
    public boolean test(byte[] bytes, int offset, int length) {
        int start = offset;
        if (place.length > 0) {
            start += WireFormat.WIDTH + place.length;
            boolean header = WireFormat.hasHeader(bytes, offset, length)
                    && start <= offset + length
                    && Arrays.equals(bytes, offset + WireFormat.WIDTH, start, place, 0, place.length);
            if (!header) {
                return false;
            }
        }
        try {
            return known(DynamicMessage.parseFrom(
                    message, CodedInputStream.newInstance(bytes, start, offset + length - start)));
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
