package io.datastorm.generator.format;

import io.datastorm.generator.RegisteredSchema;
import java.util.Locale;
import java.util.Optional;
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

    /** At the end of the names of formats that have a registry. */
    public static final String REGISTRY = "-registry";

    private static final Set<Schema.Type> COLLECTIONS =
            Set.of(Schema.Type.RECORD, Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.NULL);
    private static final Set<Schema.Type> BYTES_OR_TEXT =
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
            case BYTES -> BYTES_OR_TEXT.contains(schema.getType());
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
        return text().endsWith(REGISTRY);
    }

    /** What a registry gets to know of values of a schema: what their readers need. Empty if there is no registry. */
    public Optional<RegisteredSchema> registeredSchema(Schema schema) {
        return switch (this) {
            case AVRO_REGISTRY -> Optional.of(AvroSchema.of(schema));
            case JSON_REGISTRY -> Optional.of(JsonSchema.of(schema));
            default -> Optional.empty();
        };
    }

    /** As it is written in options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
