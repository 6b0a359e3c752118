package io.datastorm.generator.protobuf.read;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashSet;
import java.util.Set;

/** Whether the message of a field can contain the message that has the field. */
final class ProtobufRecursion {
    private final Descriptor sought;
    private final Set<Descriptor> seen = new HashSet<>();

    private ProtobufRecursion(Descriptor sought) {
        this.sought = sought;
    }

    static boolean leadsBack(FieldDescriptor field) {
        return new ProtobufRecursion(field.getContainingType()).reachedFrom(field.getMessageType());
    }

    private boolean reachedFrom(Descriptor message) {
        if (message.equals(sought)) {
            return true;
        }
        return seen.add(message)
                && message.getFields().stream()
                        .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                        .anyMatch(field -> reachedFrom(field.getMessageType()));
    }
}
