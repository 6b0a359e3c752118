package io.datastorm.generator.format;

import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;

/** What values of a schema are written in. */
public enum Format {
    /** Avro's binary encoding, without a header: as in the Avro specification's "Binary Encoding". */
    AVRO,
    /** The same behind a {@link WireFormat header} with the id of the registered schema. */
    AVRO_REGISTRY,
    /**
     * JSON without blanks: as Kafka Connect's JsonConverter writes it without schemas, but decimals are numbers. Unions
     * have no wrapper, times are numbers in their unit, bytes are Base64.
     */
    JSON,
    /** The same behind a {@link WireFormat header} with the id of the registered {@link JsonSchema}. */
    JSON_REGISTRY,
    /** One value as text in UTF-8, the way Kafka's string serializer writes it; bytes as they are. */
    STRING,
    /** One value of bytes or text, as it is. */
    BYTES;

    private static final Set<Schema.Type> COLLECTIONS =
            Set.of(Schema.Type.RECORD, Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.NULL);
    private static final Set<Schema.Type> ROWS_OF_BYTES =
            Set.of(Schema.Type.BYTES, Schema.Type.FIXED, Schema.Type.STRING);

    /** How it writes. */
    Encoding encoding() {
        return switch (this) {
            case AVRO, AVRO_REGISTRY -> new AvroEncoding();
            case JSON, JSON_REGISTRY -> new JsonEncoding();
            case STRING, BYTES -> new PlainEncoding();
        };
    }

    /** Whether it can write what is of this type, and no union. */
    boolean writes(Schema schema) {
        return switch (this) {
            case STRING -> !COLLECTIONS.contains(schema.getType());
            case BYTES -> ROWS_OF_BYTES.contains(schema.getType());
            default -> true;
        };
    }

    /**
     * Checks whether it can write values of a schema.
     *
     * @throws IllegalArgumentException if not
     */
    void require(Schema schema) {
        if (!writes(schema) || (schema.isUnion() && (this == STRING || this == BYTES))) {
            throw new IllegalArgumentException("values of type %s cannot be written as %s; use --format avro or json"
                    .formatted(schema.getType().getName(), text()));
        }
    }

    /** Whether its values begin with the id of a schema in a registry. */
    public boolean registered() {
        return this == AVRO_REGISTRY || this == JSON_REGISTRY;
    }

    /** What a registry gets to know of a schema: what readers of this format need. */
    public RegisteredSchema registeredSchema(Schema schema) {
        return this == JSON_REGISTRY ? JsonSchema.of(schema) : RegisteredSchema.avro(schema);
    }

    /** As it is written in options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
