package io.datastorm.kafka.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/**
 * Masks fields of Avro's generic data.
 *
 * @param mask of texts and numbers
 */
record AvroMask(Mask mask) {
    /**
     * Masks a field, and all that is in it; returns whether it is there.
     *
     * @throws IllegalArgumentException if there is something in it that cannot be masked
     */
    boolean apply(Object value, List<String> path) {
        if (value instanceof Iterable<?> items && !(value instanceof GenericRecord)) {
            boolean found = false;
            for (Object item : items) {
                found |= apply(item, path);
            }
            return found;
        }
        if (!(value instanceof GenericRecord record) || record.getSchema().getField(path.get(0)) == null) {
            return false;
        }
        Schema.Field field = record.getSchema().getField(path.get(0));
        Object own = record.get(field.pos());
        if (path.size() > 1) {
            return apply(own, path.subList(1, path.size()));
        }
        record.put(field.pos(), masked(own, field.schema()));
        return true;
    }

    private Object masked(Object value, Schema schema) {
        Schema type = schema.isUnion() ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value)) : schema;
        if (value != null && type.getLogicalType() != null) {
            return logical(value, type);
        }
        return switch (type.getType()) {
            case NULL, BOOLEAN -> value;
            case STRING -> mask.text(value.toString());
            case INT -> Integer.valueOf(mask.text(value.toString()));
            case LONG -> Long.valueOf(mask.text(value.toString()));
            case BYTES -> ByteBuffer.wrap(mask.bytes(bytes((ByteBuffer) value)));
            case FIXED -> new GenericData.Fixed(type, mask.bytes(((GenericFixed) value).bytes()));
            case RECORD -> record((GenericRecord) value);
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                ((Iterable<?>) value).forEach(item -> items.add(masked(item, type.getElementType())));
                yield items;
            }
            case MAP -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, entry) -> entries.put(key.toString(), masked(entry, type.getValueType())));
                yield entries;
            }
            default ->
                throw new IllegalArgumentException(
                        "a value of the type %s cannot be masked".formatted(type.getFullName()));
        };
    }

    /** A UUID stays one; what else a type means could be lost. */
    private Object logical(Object value, Schema type) {
        if (type.getType() == Schema.Type.STRING
                && type.getLogicalType().getName().equals("uuid")) {
            return UUID.nameUUIDFromBytes(mask.bytes(value.toString().getBytes(StandardCharsets.UTF_8)))
                    .toString();
        }
        throw new IllegalArgumentException("a value of the type %s cannot be masked"
                .formatted(type.getLogicalType().getName()));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private Object record(GenericRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            record.put(field.pos(), masked(record.get(field.pos()), field.schema()));
        }
        return record;
    }
}
