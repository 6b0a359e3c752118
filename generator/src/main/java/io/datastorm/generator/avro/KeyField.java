package io.datastorm.generator.avro;

import io.datastorm.generator.EncodedRecord;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * The field of a value that is the record's key: as text in UTF-8, the way Kafka's string serializer writes it; bytes
 * and fixed as they are.
 *
 * <p>Immutable and thread-safe. It decodes whole values, so it is for the time before the clock starts.
 */
public final class KeyField {
    private final String path;
    private final Schema schema;
    private final List<Integer> positions;

    private KeyField(String path, Schema schema, List<Integer> positions) {
        this.path = path;
        this.schema = schema;
        this.positions = positions;
    }

    /**
     * Finds a field.
     *
     * @param path its name; of a record within a record {@code outer.inner}
     * @throws InvalidInput if there is none, or its value cannot be a key
     */
    public static KeyField of(Schema schema, String path) {
        List<Integer> positions = new ArrayList<>();
        Schema current = schema;
        for (String name : path.split("\\.", -1)) {
            if (current.getType() != Schema.Type.RECORD) {
                throw refused(
                        path,
                        "the schema has no such field: what '" + name + "' should be part of is of type "
                                + kind(current));
            }
            Schema.Field field = current.getField(name);
            if (field == null) {
                List<String> known =
                        current.getFields().stream().map(Schema.Field::name).toList();
                throw refused(
                        path,
                        "the schema has no field '" + name + "'; there are " + String.join(", ", known)
                                + Nearest.hint(name, known));
            }
            positions.add(field.pos());
            current = field.schema();
        }
        requireScalar(path, current);
        return new KeyField(path, schema, List.copyOf(positions));
    }

    private static void requireScalar(String path, Schema schema) {
        switch (schema.getType()) {
            case RECORD, ARRAY, MAP, UNION, NULL ->
                throw refused(path, "is of type " + kind(schema) + "; a key is a single value that is always there");
            default -> {}
        }
    }

    private static String kind(Schema schema) {
        return schema.getType().getName();
    }

    private static InvalidInput refused(String path, String what) {
        return new InvalidInput("--key", "'" + path + "': " + what);
    }

    /** Its path. */
    public String path() {
        return path;
    }

    /** The key of a value. */
    public byte[] key(EncodedRecord value) {
        Object current = decode(value);
        for (int position : positions) {
            current = ((IndexedRecord) current).get(position);
        }
        if (current instanceof GenericFixed fixed) {
            return fixed.bytes().clone();
        }
        if (current instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
        return current.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Object decode(EncodedRecord value) {
        try {
            return new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value.buffer(), 0, value.size(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
