package io.datastorm.generator.format;

import org.apache.avro.Schema;

/**
 * Tells whether bytes are a value of a schema in a format, all of them; of a format with a registry also whether they
 * begin with a header, whatever its id. Not thread-safe.
 */
public interface ValueCheck {
    /** Decodes. */
    boolean test(byte[] bytes, int offset, int length);

    /**
     * For values of this schema in one of the formats of Avro or Protobuf.
     *
     * @throws IllegalArgumentException if the format is another one, or cannot write values of the schema
     */
    static ValueCheck of(Schema schema, Format format) {
        return switch (format) {
            case AVRO, AVRO_REGISTRY -> new AvroCheck(schema, format.registered());
            case PROTOBUF, PROTOBUF_REGISTRY -> new ProtobufCheck(schema, format.registered());
            default ->
                throw new IllegalArgumentException(
                        "must be avro, protobuf, or one of them with -registry, got " + format.text());
        };
    }
}
